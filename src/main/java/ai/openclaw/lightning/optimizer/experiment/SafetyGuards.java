package ai.openclaw.lightning.optimizer.experiment;

import ai.openclaw.lightning.optimizer.stats.BettingProcess;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Stops an experiment, regardless of its outcomes, when it causes more crashes, a new kind of error or twice the
 * tokens. Immutable.
 *
 * @param crashes crashed units of both arms
 * @param units counted units of both arms
 * @param crashLogWealth of a betting process on "it crashed"
 * @param controlTokens logarithms of the tokens used under control
 * @param treatmentTokens the same under treatment
 * @param onlyTreated new error classes seen only under treatment, each with the probability of that by chance
 * @param harmless error classes known before, or seen under control
 */
public record SafetyGuards(
        long crashes,
        long units,
        List<Double> crashLogWealth,
        LogTokens controlTokens,
        LogTokens treatmentTokens,
        Map<String, Double> onlyTreated,
        Set<String> harmless) {

    private static final double CRASH_EVIDENCE = 10;
    private static final double TOKENS_FACTOR = 2;
    private static final int TOKENS_UNITS_MIN = 30;

    /** In standard errors. The comparison is repeated after every unit, so chance alone would soon exceed 2. */
    private static final double TOKENS_STANDARD_ERRORS = 3;

    /**
     * The level at which the first new error class raises an alarm. The k-th is judged at most at a k-th of it, so for
     * ten new classes the chance of a false alarm is 3 %.
     */
    private static final double ERROR_CLASS_LEVEL = 0.01;

    private static final int ERROR_CLASSES_MAX = 200;

    public SafetyGuards {
        crashLogWealth = List.copyOf(crashLogWealth);
        onlyTreated = Map.copyOf(onlyTreated);
        harmless = Set.copyOf(harmless);
    }

    static SafetyGuards start(Set<String> knownErrorClasses) {
        return new SafetyGuards(
                0,
                0,
                BettingProcess.start(BettingProcess.HARM).logWealth(),
                LogTokens.NONE,
                LogTokens.NONE,
                Map.of(),
                knownErrorClasses);
    }

    SafetyGuards plus(Assignment unit, UnitOutcome outcome) {
        // Not crashing is the good outcome; the guess starts at 1 crash in 10 and learns.
        BettingProcess crash = BettingProcess.resume(BettingProcess.HARM, crashLogWealth);
        double expected = 1 - (crashes + 1.0) / (units + 10.0);
        crash.bet(unit.treated(), unit.probability(), outcome.crashed() ? 0 : 1, expected);
        boolean treated = unit.treated();
        boolean plain = outcome.errorClasses().isEmpty() || harmless.containsAll(outcome.errorClasses());
        return new SafetyGuards(
                crashes + (outcome.crashed() ? 1 : 0),
                units + 1,
                crash.logWealth(),
                treated ? controlTokens : controlTokens.plus(outcome.tokens()),
                treated ? treatmentTokens.plus(outcome.tokens()) : treatmentTokens,
                plain ? onlyTreated : suspects(unit, outcome),
                plain || treated ? harmless : harmlessWith(outcome));
    }

    private Map<String, Double> suspects(Assignment unit, UnitOutcome outcome) {
        Map<String, Double> suspects = new HashMap<>(onlyTreated);
        for (String errorClass : outcome.errorClasses()) {
            if (!unit.treated()) {
                suspects.remove(errorClass);
            } else if (!harmless.contains(errorClass) && suspects.size() < ERROR_CLASSES_MAX) {
                suspects.merge(errorClass, unit.probability(), (a, b) -> a * b);
            }
        }
        return suspects;
    }

    private Set<String> harmlessWith(UnitOutcome outcome) {
        Set<String> more = new HashSet<>(harmless);
        outcome.errorClasses().stream()
                .limit(Math.max(0, 2L * ERROR_CLASSES_MAX - more.size()))
                .forEach(more::add);
        return more;
    }

    /** Accepts the error classes seen only under treatment as known; keeps the counts of crashes and tokens. */
    SafetyGuards acknowledged() {
        Set<String> known = new HashSet<>(harmless);
        known.addAll(onlyTreated.keySet());
        return new SafetyGuards(crashes, units, crashLogWealth, controlTokens, treatmentTokens, Map.of(), known);
    }

    /**
     * Empty while nothing is wrong.
     *
     * @param knownBefore error classes known when the experiment began
     */
    Optional<Verdict> verdict(int knownBefore) {
        double evidence =
                BettingProcess.resume(BettingProcess.HARM, crashLogWealth).evidence();
        if (evidence >= CRASH_EVIDENCE) {
            return Optional.of(new Verdict.RollBack("With the rule it crashes more often."));
        }
        if (treatmentTokens.isFarAbove(controlTokens)) {
            return Optional.of(new Verdict.RollBack("With the rule it takes more than twice the tokens."));
        }
        // This includes those that control has shown since, because they used up their chance of a false alarm.
        int newClasses = onlyTreated.size() + harmless.size() - knownBefore;
        double level = ERROR_CLASS_LEVEL / Math.max(1, newClasses);
        return onlyTreated.values().stream().anyMatch(chance -> chance <= level)
                ? Optional.of(new Verdict.Pause("A new class of error appears only with the rule."))
                : Optional.empty();
    }

    /** Count, sum and sum of squares of the logarithms of token counts: a single huge trace must not decide. */
    public record LogTokens(long count, double sum, double squares) {

        static final LogTokens NONE = new LogTokens(0, 0, 0);

        LogTokens plus(Long tokens) {
            if (tokens == null || tokens <= 0) {
                return this;
            }
            double log = Math.log(tokens);
            return new LogTokens(count + 1, sum + log, squares + log * log);
        }

        boolean isFarAbove(LogTokens other) {
            if (count < TOKENS_UNITS_MIN || other.count < TOKENS_UNITS_MIN) {
                return false;
            }
            double difference = sum / count - other.sum / other.count;
            double error = Math.sqrt(varianceOfMean() + other.varianceOfMean());
            return difference > Math.log(TOKENS_FACTOR) && difference >= TOKENS_STANDARD_ERRORS * error;
        }

        private double varianceOfMean() {
            double mean = sum / count;
            return Math.max(0, squares / count - mean * mean) / (count - 1);
        }
    }
}
