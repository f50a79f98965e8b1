/** Commands that carry data into a home and out of it. */
package ai.openclaw.lightning.cli.data;
