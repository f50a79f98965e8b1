package ai.openclaw.lightning.model;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * The plan of a randomised comparison, fixed before its first unit. {@link ExperimentReport} adds what it has found so
 * far.
 *
 * @param key secret of the arm draw, unique to this experiment; clients get it with the guidance
 * @param suggestionIds the suggestions on trial together, at most {@value #RULES_MAX}
 * @param agentId the agent that takes part; null for the agent without a name
 * @param probability of treatment, inside (0, 1)
 * @param unitsMax it ends after this many units; with {@code FIXED_HORIZON} it decides only then
 * @param startedAt epoch milliseconds
 * @param knownErrorClasses error classes seen before it started
 * @param aim what it wants to find out
 * @param outcomes which outcomes it counts
 */
public record Experiment(
        String id,
        String key,
        List<String> suggestionIds,
        String agentId,
        Purpose purpose,
        Unit unit,
        Method method,
        double probability,
        int unitsMax,
        long startedAt,
        Set<String> knownErrorClasses,
        Aim aim,
        Outcomes outcomes) {

    /** With more rules at once, nobody could tell which one worked. */
    public static final int RULES_MAX = 2;

    public Experiment {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(purpose, "purpose");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(aim, "aim");
        Objects.requireNonNull(outcomes, "outcomes");
        suggestionIds = List.copyOf(suggestionIds);
        knownErrorClasses = Set.copyOf(knownErrorClasses);
        if (suggestionIds.isEmpty() || suggestionIds.size() > RULES_MAX) {
            throw new IllegalArgumentException("an experiment tries 1 to " + RULES_MAX + " suggestions");
        }
        if (!(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException("probability must be inside (0, 1): " + probability);
        }
        if (unitsMax < 1) {
            throw new IllegalArgumentException("an experiment needs units");
        }
    }

    /**
     * Whether other rules wait for its end: no person asked for this one. Not where it is about saved calls, or outcomes are
     * estimated, as that takes months anyway.
     */
    public boolean keepsOthersWaiting() {
        return aim.probation() > 0 && aim.goal() == Aim.Goal.SUCCESS && outcomes == Outcomes.EXPLICIT;
    }

    /** Its purpose: to find out whether rules work, or to watch an adopted rule while a few units go without it. */
    public enum Purpose {
        TRIAL,
        HOLD_OUT;

        /** The name on the wire and in the database. */
        public String jsonName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The unit that is assigned to an arm and counted once. */
    public enum Unit {
        TRACE,
        SESSION;

        /** The name on the wire and in the database. */
        public String jsonName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Which outcomes it counts. */
    public enum Outcomes {
        /** What somebody said. It waits a day for that. */
        EXPLICIT(1),
        /** Estimates, corrected by what somebody said about a few of the units. People take longer than programs to say so. */
        ESTIMATED(3);

        private static final long DAY_MS = 24L * 3600 * 1000;

        private final int days;

        Outcomes(int days) {
            this.days = days;
        }

        /** The longest wait for a unit's outcome, in milliseconds. */
        public long waitMs() {
            return days * DAY_MS;
        }

        /** The name on the wire and in the database. */
        public String jsonName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How it decides: at any time by betting, or once at the end. */
    public enum Method {
        BETTING,
        FIXED_HORIZON;

        /** The name on the wire and in the database. */
        public String jsonName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
