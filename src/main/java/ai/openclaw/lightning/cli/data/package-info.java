/** Commands that move data into a home and out of it. */
package ai.openclaw.lightning.cli.data;
