/** Learning from ended traces: the seam, its evidence, the texts it may write and the gate they pass. Pure Java. */
package ai.openclaw.lightning.optimizer;
