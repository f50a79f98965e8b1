/** Randomised experiments on production traces: what comes in, what is known, what follows. Pure Java. */
package ai.openclaw.lightning.optimizer.experiment;
