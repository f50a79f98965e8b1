/** The {@code lightning} command: what a person types, and what it prints. */
package ai.openclaw.lightning.cli;
