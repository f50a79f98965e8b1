/**
 * What a person can set, and where the program lives on disk. {@link ai.openclaw.lightning.config.Settings} is the one
 * table that decides every key, default and rule; imports the JDK and Jackson only.
 */
package ai.openclaw.lightning.config;
