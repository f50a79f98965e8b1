package ai.openclaw.lightning.model;

import java.util.Objects;

/**
 * The arm of one experiment that a trace was assigned to.
 *
 * @param experiment the experiment's id
 * @param arm {@code control} or {@code treatment}
 * @param probability the probability of {@code treatment} when it was assigned, 0 to 1; null where the client did not
 *     say
 * @param applied whether the agent really saw that arm's rules
 */
public record ArmAssignment(String experiment, String arm, Double probability, boolean applied) {

    public static final String CONTROL = "control";
    public static final String TREATMENT = "treatment";

    public ArmAssignment {
        Objects.requireNonNull(experiment, "experiment");
        if (!CONTROL.equals(arm) && !TREATMENT.equals(arm)) {
            throw new IllegalArgumentException("an arm is control or treatment");
        }
    }
}
