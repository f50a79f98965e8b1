package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.model.TraceEvidence;
import ai.openclaw.lightning.optimizer.ScoredTrace;
import ai.openclaw.lightning.reward.SuccessReward;
import java.util.List;

/** Stored traces as the learners get them. */
public final class Scored {

    private Scored() {}

    public static List<ScoredTrace> of(List<TraceEvidence> traces) {
        Scoring scoring = new Scoring(new SuccessReward());
        return traces.stream().map(scoring::scored).toList();
    }
}
