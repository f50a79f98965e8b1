package ai.openclaw.lightning.optimizer.hypotheses;

import ai.openclaw.lightning.model.SuggestionEvidence.Group;

/**
 * What went with following an idea in an agent's traces, compared like with like.
 *
 * @param followed traces that could follow it and did
 * @param otherwise traces that could and did not
 * @param low lower end of the effect's 95 % interval
 */
public record Contrast(Idea idea, Group followed, Group otherwise, double low, double high) {}
