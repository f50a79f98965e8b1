package ai.openclaw.lightning.guidance;

import ai.openclaw.lightning.model.Experiment;
import java.util.List;
import java.util.Objects;

/**
 * An experiment with the rules that its treated units are told. After adoption the hold-out is one, too: its treated are
 * nearly all.
 */
public record RunningExperiment(Experiment plan, List<ActiveRule> rules) {

    public RunningExperiment {
        Objects.requireNonNull(plan, "plan");
        rules = List.copyOf(rules);
    }
}
