package ai.openclaw.lightning.http;

import ai.openclaw.lightning.model.Estimates;
import ai.openclaw.lightning.model.EvidencePoint;
import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.model.ExperimentReport;
import ai.openclaw.lightning.model.ExperimentReport.Compared;
import ai.openclaw.lightning.model.ExperimentReport.OnEstimates;
import ai.openclaw.lightning.model.GuidanceChange;
import ai.openclaw.lightning.model.StatusChange;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Status;
import ai.openclaw.lightning.model.SuggestionEvidence.Interval;
import ai.openclaw.lightning.model.WantedRating;
import java.util.List;

/** What the optimizer shows of outcomes and of its past, beside {@link Samples}. */
final class SampleOutcomes {

    private static final List<EvidencePoint> HISTORY =
            List.of(new EvidencePoint(10, 1.5, 0.5, 0, new Interval(0.1, null, null)));

    static final OnEstimates ESTIMATES = new OnEstimates(4, new Interval(0.1, null, null), 0, -0.2);
    static final Estimates AGREEMENT = new Estimates(8, 12, true, 8, 0.9, 0.5, 0.6, 0.1);
    static final List<WantedRating> WANTED =
            List.of(new WantedRating(null, Samples.TRACE.traceId(), "e", 0.4, List.of("the agent crashed"), 3_000));

    static final List<GuidanceChange> CHANGES = List.of(
            change(Status.ADOPTED, Status.ROLLED_BACK, 9_000, List.of()),
            change(Status.ACCEPTED, Status.ADOPTED, 8_000, List.of(Samples.SUGGESTION)));

    private SampleOutcomes() {}

    private static GuidanceChange change(Status from, Status to, long at, List<Suggestion> rules) {
        return new GuidanceChange(Samples.SUGGESTION, new StatusChange(from, to, at, "ann", "Because."), rules);
    }

    /** An experiment that counts estimates. */
    static ExperimentReport report(Experiment plan, String status, String reason) {
        Compared compared = new Compared(Samples.GROUP, Samples.GROUP, Samples.INTERVAL, 4.0, 3.0);
        Long ended = status.equals("ended") ? 2_000L : null;
        return new ExperimentReport(
                plan, status, reason, ended, 1, 10, 0, 1.5, 20, 0.5, 0, null, compared, null, false, ESTIMATES, HISTORY,
                3_000);
    }
}
