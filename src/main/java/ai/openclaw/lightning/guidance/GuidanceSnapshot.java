package ai.openclaw.lightning.guidance;

import java.util.List;
import java.util.Objects;

/**
 * What is added to the prompt at one moment.
 *
 * @param version another one whenever anything below differs
 * @param rules what every trace is told
 * @param experiments what only some traces are told
 */
public record GuidanceSnapshot(String version, List<Rule> rules, List<Experiment> experiments) {

    public static final GuidanceSnapshot EMPTY = new GuidanceSnapshot("0", List.of(), List.of());

    public GuidanceSnapshot {
        Objects.requireNonNull(version, "version");
        rules = List.copyOf(rules);
        experiments = List.copyOf(experiments);
    }

    /** One sentence for the prompt. */
    public record Rule(String id, String text) {}

    /**
     * Rules under test.
     *
     * @param key what the arm of a trace is computed with
     * @param unit what is assigned to an arm: {@code trace} or {@code session}
     * @param probability of the treatment, 0 to 1
     * @param rules what the treatment is told
     */
    public record Experiment(String id, String key, String unit, double probability, List<Rule> rules) {

        public Experiment {
            rules = List.copyOf(rules);
        }
    }
}
