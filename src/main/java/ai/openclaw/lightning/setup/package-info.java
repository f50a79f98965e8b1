/** What the bridge runs with, for whoever looks at it: the settings in force, and what is wrong with its home and machine. */
package ai.openclaw.lightning.setup;
