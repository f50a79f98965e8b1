package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.model.TraceEvidence;
import ai.openclaw.lightning.optimizer.stats.EstimatedOutcome;
import ai.openclaw.lightning.reward.OutcomeSignal;
import ai.openclaw.lightning.reward.OutcomeSignals;
import java.util.Optional;
import java.util.Set;

/** Estimates how closed traces went. Not thread-safe. */
final class Estimator {

    private final Scoring scoring;
    private final RatingRequests requests;
    private final NextMessages messages = new NextMessages();

    Estimator(Scoring scoring, RatingRequests requests) {
        this.scoring = scoring;
        this.requests = requests;
    }

    /**
     * Takes in what a trace says about the one before it in its session; returns that one if it says something, because
     * then its estimate is another.
     */
    Optional<String> heard(TraceEvidence trace) {
        return messages.closed(trace);
    }

    /** @param facts about the trace's agent */
    EstimatedTrace estimate(TraceEvidence trace, AgentFacts facts) {
        Set<OutcomeSignal> signals = OutcomeSignals.of(trace, messages.about(trace.traceId()));
        double score = OutcomeSignal.logOdds(signals);
        Double said = scoring.said(trace);
        EstimatedOutcome outcome = EstimatedOutcome.of(facts.outcomes().estimate(score), said);
        boolean asked = requests.closed(trace, outcome, signals, facts);
        return new EstimatedTrace(signals, score, asked ? outcome.whenAsked() : outcome, said);
    }
}
