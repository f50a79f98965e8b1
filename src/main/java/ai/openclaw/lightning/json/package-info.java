/** How this program reads and writes JSON of its own. */
package ai.openclaw.lightning.json;
