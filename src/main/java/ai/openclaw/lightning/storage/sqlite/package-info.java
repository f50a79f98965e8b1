/** The store on SQLite; the only SQL in the program is here and in {@code db/sqlite}. */
package ai.openclaw.lightning.storage.sqlite;
