/** Occasional work beside requests and learning. */
package ai.openclaw.lightning.maintenance;
