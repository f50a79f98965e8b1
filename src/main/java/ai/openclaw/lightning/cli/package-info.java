/** The {@code lightning} command: what a person types, and what it says back. */
package ai.openclaw.lightning.cli;
