/** Ideas for rules from a language model: what it is told, the closed words of its answer, and the limits on asking it. */
package ai.openclaw.lightning.optimizer.hypotheses;
