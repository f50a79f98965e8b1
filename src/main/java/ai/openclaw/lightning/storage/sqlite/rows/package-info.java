/** Rows as records, the same whether the Vert.x client or JDBC itself has read them. */
package ai.openclaw.lightning.storage.sqlite.rows;
