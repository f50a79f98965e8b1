/** Commands that put the bridge on a machine to stay, and take it away again. */
package ai.openclaw.lightning.cli.install;
