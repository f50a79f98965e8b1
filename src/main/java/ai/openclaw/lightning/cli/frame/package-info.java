/** What all commands share: options, exit codes, the process around them, and how they report failures. */
package ai.openclaw.lightning.cli.frame;
