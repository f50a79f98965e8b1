/** Commands about settings, the key, and what is wrong on this machine. */
package ai.openclaw.lightning.cli.setup;
