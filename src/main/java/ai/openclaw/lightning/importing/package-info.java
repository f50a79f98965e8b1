/** Recorded runs of agents, read one by one and sent to a bridge. */
package ai.openclaw.lightning.importing;
