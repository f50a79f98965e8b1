/** What all commands share: options, exit codes, the process around them, how failures are told. */
package ai.openclaw.lightning.cli.frame;
