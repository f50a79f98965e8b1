package ai.openclaw.lightning.model;

import ai.openclaw.lightning.model.Suggestion.Status;
import java.util.List;
import java.util.Objects;

/**
 * A decision that changed what an agent is told.
 *
 * @param suggestion as it is now
 * @param step into {@code in_experiment} or {@code adopted}, or out of it
 * @param rules told to the agent's traces from then on, the longest in effect first; a rule on trial is not among them
 */
public record GuidanceChange(Suggestion suggestion, StatusChange step, List<Suggestion> rules) {

    /** The latest so many are known; older ones are forgotten, because a decision takes room for ever. */
    public static final int CHANGES_MAX = 1_000;

    public GuidanceChange {
        Objects.requireNonNull(suggestion, "suggestion");
        if (!concerns(step)) {
            throw new IllegalArgumentException(
                    step.from() + " to " + step.to() + " changes nothing that agents are told");
        }
        rules = List.copyOf(rules);
    }

    /** Whether agents are told something else after this step. */
    public static boolean concerns(StatusChange step) {
        return isTold(step.from()) || isTold(step.to());
    }

    private static boolean isTold(Status status) {
        return status == Status.ADOPTED || status == Status.IN_EXPERIMENT;
    }
}
