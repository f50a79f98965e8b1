package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.optimizer.stats.EstimatedOutcome;
import ai.openclaw.lightning.reward.OutcomeSignal;
import java.util.Set;

/**
 * How a closed trace seems to have gone.
 *
 * @param score the logarithm of the odds of success, by signals alone
 * @param outcome the estimate, adjusted to the agent, beside what was said
 * @param said the outcome that somebody gave, in [0, 1]; null where nobody did
 */
record EstimatedTrace(Set<OutcomeSignal> signals, double score, EstimatedOutcome outcome, Double said) {

    EstimatedTrace {
        signals = Set.copyOf(signals);
    }
}
