package ai.openclaw.lightning.guidance;

import ai.openclaw.lightning.model.Experiment;
import java.util.List;
import java.util.Objects;

/**
 * An experiment with the rules that its treated units are told. The hold-out after adoption is one too; nearly all of
 * its units are treated.
 *
 * @param replaces ids of the rules for everyone that its treated units are <em>not</em> told
 */
public record RunningExperiment(Experiment plan, List<ActiveRule> rules, List<String> replaces) {

    public RunningExperiment {
        Objects.requireNonNull(plan, "plan");
        rules = List.copyOf(rules);
        replaces = List.copyOf(replaces);
    }

    /** How many additional places for rules it takes. */
    int room() {
        return Math.max(0, rules.size() - replaces.size());
    }
}
