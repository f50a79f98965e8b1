/** Commands that ask a running bridge, and what a person decides about its suggestions. */
package ai.openclaw.lightning.cli.ask;
