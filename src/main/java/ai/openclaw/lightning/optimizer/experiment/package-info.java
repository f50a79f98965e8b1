/** Randomised experiments on production traces: assignments and outcomes in, verdicts out. Pure Java. */
package ai.openclaw.lightning.optimizer.experiment;
