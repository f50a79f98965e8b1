/** The database file before anything reads it: whose it is, its modes, its version, its migrations. */
package ai.openclaw.lightning.storage.sqlite.file;
