package ai.openclaw.lightning.model;

import java.util.Locale;
import java.util.Objects;

/**
 * What an experiment wants to find out, fixed before its first unit.
 *
 * @param goal what the rule should improve
 * @param overall the margins over all units
 * @param trigger only units that got into this situation may speak for the rule; null where all of them may
 * @param there the margins in that situation; null where there is none
 * @param probation after so many treated units it is set aside unless something speaks for the rule; 0 for never
 * @param usualCalls the mean number of calls of the agent's traces before; at least 1
 */
public record Aim(Goal goal, Margins overall, Trigger trigger, Margins there, int probation, double usualCalls) {

    /** More success, judged by all units to the last one. */
    public static final Aim SUCCESS = new Aim(Goal.SUCCESS, new Margins(0, 0), null, null, 0, 1);

    public Aim {
        Objects.requireNonNull(goal, "goal");
        Objects.requireNonNull(overall, "overall");
        if ((trigger == null) != (there == null) || probation < 0 || !(usualCalls >= 1)) {
            throw new IllegalArgumentException("not an aim: " + trigger + ", " + there + ", " + usualCalls);
        }
        if (goal == Goal.FEWER_CALLS && (overall.tolerated == 0 || (there != null && there.tolerated == 0))) {
            throw new IllegalArgumentException("nobody can show that success does not suffer at all");
        }
    }

    /**
     * Sizes of effects that matter, in units of the outcome: 0.1 is ten points.
     *
     * @param worthwhile the experiment ends as soon as an effect this large is excluded; 0 when it never ends for that. Of
     *     calls it is the effect on {@code usualCalls / (usualCalls + calls)}, where a twelfth of the usual calls makes 0.02
     * @param tolerated how much worse outcomes may get by a rule that saves calls; 0 for other goals
     */
    public record Margins(double worthwhile, double tolerated) {

        public Margins {
            if (!(worthwhile >= 0 && worthwhile < 1 && tolerated >= 0 && tolerated < 1)) {
                throw new IllegalArgumentException("not margins: " + worthwhile + ", " + tolerated);
            }
        }
    }

    /** What a rule should improve. */
    public enum Goal {
        SUCCESS,
        FEWER_CALLS;

        /** The name on the wire and in the database. */
        public String jsonName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
