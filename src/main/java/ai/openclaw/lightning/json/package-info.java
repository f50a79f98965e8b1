/** How this program reads and writes JSON of its own, and reads the settings of others. */
package ai.openclaw.lightning.json;
