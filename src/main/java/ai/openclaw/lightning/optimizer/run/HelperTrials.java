package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.model.ExperimentReport;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Status;
import ai.openclaw.lightning.optimizer.hypotheses.TrackRecord;

/** What differs in experiments with ideas of the helper: one at a time, and each on what is left of their error level. */
final class HelperTrials {

    private HelperTrials() {}

    static boolean isOne(Experiment plan, Portfolio portfolio) {
        return plan.suggestionIds().stream()
                .map(portfolio::get)
                .anyMatch(suggestion -> suggestion != null && TrackRecord.isIdea(suggestion));
    }

    /** The evidence that adopts the rule of an experiment that runs alone. */
    static double evidenceNeeded(Experiment plan, Portfolio portfolio) {
        return isOne(plan, portfolio)
                ? new TrackRecord(portfolio.all())
                        .evidenceNeeded(plan.suggestionIds().get(0))
                : ExperimentReport.ADOPT;
    }

    /** Whether this is an idea of the helper while another one is on trial. */
    static boolean waits(Suggestion suggestion, Portfolio portfolio) {
        return TrackRecord.isIdea(suggestion)
                && portfolio.all().stream()
                        .anyMatch(one -> TrackRecord.isIdea(one)
                                && one.status() == Status.IN_EXPERIMENT
                                && !one.id().equals(suggestion.id()));
    }
}
