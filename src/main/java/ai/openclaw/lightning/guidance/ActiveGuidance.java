package ai.openclaw.lightning.guidance;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Everything that decides what agents are told, as of one moment. Immutable; the optimizer publishes it as a whole, and
 * any thread may read it.
 *
 * @param version changes whenever the content does; the ETag of {@code GET /guidance}
 * @param rules told to every trace of their agent; a rule on trial is not among them
 */
public record ActiveGuidance(String version, List<ActiveRule> rules, List<RunningExperiment> experiments) {

    /** The most rules per agent; an agent given more would follow none of them. */
    public static final int RULES_MAX = 12;

    public static final ActiveGuidance EMPTY = new ActiveGuidance("0", List.of(), List.of());

    public ActiveGuidance {
        Objects.requireNonNull(version, "version");
        rules = List.copyOf(rules);
        experiments = List.copyOf(experiments);
        Set<String> onTrial = new HashSet<>();
        experiments.forEach(experiment -> onTrial.addAll(experiment.plan().suggestionIds()));
        if (rules.stream().anyMatch(rule -> onTrial.contains(rule.id()))) {
            throw new IllegalArgumentException("a rule on trial must not be told to everyone");
        }
    }
}
