/** Decision points: in a state, what was done next, and how did it go? The first implementation of the seam. */
package ai.openclaw.lightning.optimizer.mining;
