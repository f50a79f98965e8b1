package ai.openclaw.lightning.optimizer;

import java.util.EnumSet;
import java.util.Set;

/**
 * The settings of learning that a user may change. Error control is not one of them.
 *
 * @param tracesMin ended traces of an agent below which nothing is suggested
 * @param stepsMax k: only states within the first k calls of a trace count
 * @param families what is looked at besides those states
 * @param shownMax suggestions per agent and learner
 * @param supportMin an action must have been taken, and not taken, by at least this many traces
 * @param supportShare and by at least this share of the scored traces
 */
public record OptimizerSettings(
        int tracesMin, int stepsMax, Set<Family> families, int shownMax, int supportMin, double supportShare) {

    public static final OptimizerSettings DEFAULT =
            new OptimizerSettings(10, 3, EnumSet.allOf(Family.class), 5, 10, 0.02);

    public OptimizerSettings {
        families = Set.copyOf(families);
        if (tracesMin < 1 || stepsMax < 1 || shownMax < 1 || supportMin < 1) {
            throw new IllegalArgumentException("counts must be at least 1");
        }
        if (!(supportShare >= 0 && supportShare <= 1)) {
            throw new IllegalArgumentException("a share lies in [0, 1]: " + supportShare);
        }
    }
}
