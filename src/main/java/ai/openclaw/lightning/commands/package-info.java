/** What is known of the commands that agents run. Pure. */
package ai.openclaw.lightning.commands;
