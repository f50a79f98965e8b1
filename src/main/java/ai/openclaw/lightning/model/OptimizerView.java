package ai.openclaw.lightning.model;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the optimizer knows, as of its last run. Immutable: published as a whole.
 *
 * @param suggestions the best of each optimizer and agent first
 * @param experiments the latest first
 * @param changes of what agents are told, the latest first
 * @param analyzedTraces closed traces that were learned from
 * @param generatedAt epoch milliseconds of the last run; null before the first
 * @param failingTools findings about tools, which are no rules: an agent may depend on a tool that often fails
 * @param agents by agent id, the agent without a name under the empty string
 * @param helper null while none is set up
 * @param wanted ratings that would tell most, the most urgent first
 */
public record OptimizerView(
        List<Suggestion> suggestions,
        List<ExperimentReport> experiments,
        List<GuidanceChange> changes,
        long analyzedTraces,
        Long generatedAt,
        List<FailingTool> failingTools,
        Map<String, LearnedAgent> agents,
        HelperFigures helper,
        List<WantedRating> wanted,
        Progress progress,
        Health health) {

    /** The view before the optimizer has read the store. */
    public static final OptimizerView EMPTY = new OptimizerView(
            List.of(),
            List.of(),
            List.of(),
            0,
            null,
            List.of(),
            Map.of(),
            null,
            List.of(),
            new Progress("manual", false, 0, 0, 0, null),
            new Health(Health.Status.FAIL, "the optimizer has not started"));

    public OptimizerView {
        suggestions = List.copyOf(suggestions);
        experiments = List.copyOf(experiments);
        changes = List.copyOf(changes);
        failingTools = List.copyOf(failingTools);
        agents = Map.copyOf(agents);
        wanted = List.copyOf(wanted);
    }

    /** The same knowledge, with how the optimizer is doing now. */
    public OptimizerView with(Progress newer, Health newHealth) {
        return new OptimizerView(
                suggestions,
                experiments,
                changes,
                analyzedTraces,
                generatedAt,
                failingTools,
                agents,
                helper,
                wanted,
                newer,
                newHealth);
    }

    /** The latest trial of a suggestion that came to its end: what the rule did, as measured. */
    public Optional<ExperimentReport> measured(String suggestionId) {
        return experiments.stream()
                .filter(one -> one.endedAt() != null
                        && one.plan().purpose() == Experiment.Purpose.TRIAL
                        && one.plan().suggestionIds().contains(suggestionId))
                .findFirst();
    }

    /** How many traces a week the agent had; 0 for one that is unknown. */
    public double tracesPerWeek(String agentId) {
        LearnedAgent agent = agents.get(agentId == null ? "" : agentId);
        return agent == null ? 0 : agent.tracesPerWeek;
    }

    /**
     * What was learned from one agent.
     *
     * @param traces closed ones that were read
     * @param scored of these, the ones that say how they went
     * @param calling of these, the ones that called a tool
     * @param needed the fewest scored traces that anything is suggested from
     * @param estimates of outcomes that nobody gave
     */
    public record LearnedAgent(
            double tracesPerWeek, long traces, long scored, long calling, long needed, Estimates estimates) {

        public LearnedAgent {
            Objects.requireNonNull(estimates, "estimates");
        }

        /** What it takes before anything can be suggested, in a sentence; null where it only takes a finding. */
        public String missing() {
            if (traces > 0 && scored == 0) {
                return "None of its traces says how it went: send success at the end, a rating or a reward.";
            }
            if (scored < needed) {
                return "It has " + scored + " of the " + needed + " traces with an outcome that it takes.";
            }
            return calling == 0 ? "Its traces call no tools, and rules are about calls." : null;
        }
    }

    /**
     * A tool whose calls fail nearly always.
     *
     * @param agentId null for the agent without a name
     */
    public record FailingTool(String agentId, String tool, long calls, long errors) {}

    /**
     * The language model that has ideas for rules.
     *
     * @param isOff whether it switched itself off, because too few of its ideas were any good
     * @param judged ideas of this model that an experiment decided about
     * @param adopted of these, the ones that were adopted
     * @param problem why it was of no use several times in a row; null when it was not
     */
    public record HelperFigures(
            String model,
            boolean isOff,
            long callsToday,
            long callsPerDay,
            long judged,
            long adopted,
            String problem) {}

    /**
     * The optimizer's progress.
     *
     * @param mode {@code manual}, {@code conservative} or {@code aggressive}
     * @param caughtUp whether every closed trace has been read
     * @param waiting closed traces that are still unread
     * @param runs since the start of the process
     * @param lastRunMs how long the last one took
     * @param problem why the last one failed, in one sentence; null when it did not
     */
    public record Progress(String mode, boolean caughtUp, long waiting, long runs, long lastRunMs, String problem) {}

    /**
     * The optimizer's health.
     *
     * @param detail what is wrong, for a person, without text from traces; null when nothing is
     */
    public record Health(Status status, String detail) {

        public static final Health PASS = new Health(Status.PASS, null);

        /** From good to bad. */
        public enum Status {
            /** It learns from everything that is stored. */
            PASS,
            /** It works, except for what the detail names. */
            WARN,
            /** It does not work: it learns nothing, and rules may not reach the agents. */
            FAIL;

            /** The name on the wire. */
            public String jsonName() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }
}
