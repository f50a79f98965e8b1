/** Rows as records, the same in every store of ours, whether the Vert.x client or JDBC itself has read them. */
package ai.openclaw.lightning.storage.rows;
