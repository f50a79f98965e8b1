package ai.openclaw.lightning.guidance;

import ai.openclaw.lightning.model.Experiment;
import java.util.List;
import java.util.Objects;

/**
 * An experiment with the rules that its treated units are told. After adoption the hold-out is one, too: its treated are
 * nearly all.
 *
 * @param replaces ids of the rules for everyone that its treated units are <em>not</em> told
 */
public record RunningExperiment(Experiment plan, List<ActiveRule> rules, List<String> replaces) {

    public RunningExperiment {
        Objects.requireNonNull(plan, "plan");
        rules = List.copyOf(rules);
        replaces = List.copyOf(replaces);
    }

    /** Of the places for rules, those that it takes in addition. */
    int room() {
        return Math.max(0, rules.size() - replaces.size());
    }
}
