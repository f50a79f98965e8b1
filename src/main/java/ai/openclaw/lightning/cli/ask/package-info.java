/** Commands that read from a running bridge, and commands that decide on its suggestions. */
package ai.openclaw.lightning.cli.ask;
