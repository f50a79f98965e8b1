/** What a setting is: its key, its type with a rule, its default. Imports the JDK and Jackson only. */
package ai.openclaw.lightning.config.setting;
