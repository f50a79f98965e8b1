/** Commands that start, stop and watch the process of a bridge. */
package ai.openclaw.lightning.cli.daemon;
