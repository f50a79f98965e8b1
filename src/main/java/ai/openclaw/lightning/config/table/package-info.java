/**
 * The table of settings, a class a section of the configuration file. A row is the only place where a key, its default,
 * its rule and its description are written; {@code Config} reads values by these rows.
 */
package ai.openclaw.lightning.config.table;
