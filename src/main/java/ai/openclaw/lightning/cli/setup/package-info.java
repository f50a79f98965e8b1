/** Commands about settings and keys. */
package ai.openclaw.lightning.cli.setup;
