/** A store in a PostgreSQL database that several bridges share. */
package ai.openclaw.lightning.storage.postgres;
