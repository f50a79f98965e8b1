/**
 * The settings in force, and where the program lives on disk. {@link ai.openclaw.lightning.config.table.Settings} is the
 * table that decides every key, default and rule; imports the JDK and Jackson only.
 */
package ai.openclaw.lightning.config;
