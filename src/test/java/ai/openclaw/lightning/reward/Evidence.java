package ai.openclaw.lightning.reward;

import ai.openclaw.lightning.model.RewardSource;
import ai.openclaw.lightning.model.TraceEvidence;
import ai.openclaw.lightning.model.TraceEvidence.Call;
import ai.openclaw.lightning.model.TraceState.Labels;
import ai.openclaw.lightning.model.TraceStatus;
import ai.openclaw.lightning.model.Verdicts.Verdict;
import java.util.List;

/** Traces as evidence, of which only the outcome and the calls matter. */
final class Evidence {

    private Evidence() {}

    static TraceEvidence trace(
            TraceStatus status, Boolean success, RewardSource source, List<Verdict> others, Call... calls) {
        return new TraceEvidence(
                1,
                "t",
                "s",
                status,
                Labels.NONE,
                1,
                "hello",
                false,
                success,
                source,
                others,
                null,
                null,
                null,
                null,
                null,
                List.of(calls));
    }
}
