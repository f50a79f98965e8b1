package ai.openclaw.lightning.guidance;

import ai.openclaw.lightning.model.Aim;
import ai.openclaw.lightning.model.Experiment;
import java.util.List;
import java.util.Set;

/** Guidance for tests of arms: no rule in effect, and one on trial. */
public final class OneExperiment {

    private OneExperiment() {}

    /** The experiment {@code e}, which draws by trace with {@code key} and treats one half. */
    public static ActiveGuidance guidance() {
        Experiment plan = new Experiment(
                "e",
                "key",
                List.of("r"),
                null,
                Experiment.Purpose.TRIAL,
                Experiment.Unit.TRACE,
                Experiment.Method.BETTING,
                0.5,
                100,
                1,
                Set.of(),
                Aim.SUCCESS,
                Experiment.Outcomes.EXPLICIT);
        return new ActiveGuidance(
                "1",
                List.of(),
                List.of(new RunningExperiment(plan, List.of(new ActiveRule("r", "Be bold.", null)), List.of())));
    }
}
