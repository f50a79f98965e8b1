/** Calls that cost time and tokens and bring nothing: the second implementation of the seam. */
package ai.openclaw.lightning.optimizer.waste;
