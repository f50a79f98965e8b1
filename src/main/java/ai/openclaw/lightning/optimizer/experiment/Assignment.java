package ai.openclaw.lightning.optimizer.experiment;

import java.util.Objects;

/**
 * A unit that was assigned to an arm.
 *
 * @param order grows from assignment to assignment within the experiment (the row id will do)
 * @param unitId the trace id, or the session key where sessions are the unit
 * @param treated whether the arm is {@code treatment}
 * @param probability of treatment when it was drawn
 * @param stratum what was known before the agent acted, such as the task key; units of one stratum should have similar
 *     outcomes
 * @param at epoch milliseconds
 */
public record Assignment(long order, String unitId, boolean treated, double probability, String stratum, long at) {

    public Assignment {
        Objects.requireNonNull(unitId, "unitId");
        Objects.requireNonNull(stratum, "stratum");
        if (!(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException("probability must be inside (0, 1): " + probability);
        }
    }
}
