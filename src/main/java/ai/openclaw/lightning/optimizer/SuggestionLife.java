package ai.openclaw.lightning.optimizer;

import ai.openclaw.lightning.model.StatusChange;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Grade;
import ai.openclaw.lightning.model.Suggestion.Status;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Decides which status may follow which. Only this class changes a suggestion's status. */
public final class SuggestionLife {

    private static final Map<Status, Set<Status>> NEXT = Map.of(
            Status.PROPOSED, EnumSet.of(Status.ACCEPTED, Status.REJECTED, Status.RETIRED),
            Status.ACCEPTED, EnumSet.of(Status.IN_EXPERIMENT, Status.ADOPTED, Status.REJECTED, Status.ROLLED_BACK),
            Status.IN_EXPERIMENT, EnumSet.of(Status.ADOPTED, Status.ROLLED_BACK, Status.REFUTED),
            Status.ADOPTED, EnumSet.of(Status.ROLLED_BACK, Status.RETIRED),
            Status.REJECTED, EnumSet.of(Status.ACCEPTED, Status.RETIRED),
            Status.ROLLED_BACK, EnumSet.of(Status.PROPOSED, Status.ACCEPTED, Status.RETIRED),
            Status.REFUTED, EnumSet.of(Status.RETIRED),
            Status.RETIRED, EnumSet.noneOf(Status.class));

    private SuggestionLife() {}

    /** The result of a request to change a status. */
    public sealed interface Result {

        /** The changed suggestion, which must be stored. */
        record Changed(Suggestion suggestion) implements Result {}

        /** It already has the status: answer as the first time, and store nothing. */
        record Unchanged(Suggestion suggestion) implements Result {}

        /** The status can't change that way. */
        record Impossible(Status from, Status to) implements Result {

            /** A sentence for the person who asked. */
            public String detail() {
                return "A suggestion that is " + from.jsonName() + " cannot become " + to.jsonName() + ".";
            }
        }
    }

    /**
     * Changes the status.
     *
     * @param at epoch milliseconds
     * @param actor a person's name, or {@code auto}
     * @param reason for a reader
     */
    public static Result change(Suggestion suggestion, Status to, long at, String actor, String reason) {
        Status from = suggestion.status();
        if (from == to || (to == Status.ACCEPTED && wasAccepted(from))) {
            return new Result.Unchanged(suggestion);
        }
        if (!NEXT.get(from).contains(to)) {
            return new Result.Impossible(from, to);
        }
        StatusChange change = new StatusChange(from, to, at, actor, reason);
        return new Result.Changed(suggestion.withStatus(change, grade(suggestion, from, to)));
    }

    /** Accepting a suggestion again that is on trial or adopted repeats an earlier decision. */
    private static boolean wasAccepted(Status status) {
        return status == Status.IN_EXPERIMENT || status == Status.ADOPTED;
    }

    /**
     * Only an experiment verifies or refutes. A suggestion that a person adopts without one keeps its grade for ever.
     */
    private static Grade grade(Suggestion suggestion, Status from, Status to) {
        if (from != Status.IN_EXPERIMENT) {
            return suggestion.grade();
        }
        return switch (to) {
            case ADOPTED -> Grade.VERIFIED;
            case REFUTED -> Grade.REFUTED;
            default -> suggestion.grade();
        };
    }
}
