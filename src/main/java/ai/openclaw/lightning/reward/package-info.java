/** From what clients say about a trace to one number with a source. Missing stays missing. */
package ai.openclaw.lightning.reward;
