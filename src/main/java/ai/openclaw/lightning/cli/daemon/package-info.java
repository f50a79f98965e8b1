/** Commands about the bridge as a process: start, stop, how it does, what it logs. */
package ai.openclaw.lightning.cli.daemon;
