package ai.openclaw.lightning.optimizer;

import ai.openclaw.lightning.model.StatusChange;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Grade;
import ai.openclaw.lightning.model.Suggestion.Status;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Which status may follow which: the only place where a suggestion's status changes. */
public final class SuggestionLife {

    private static final Map<Status, Set<Status>> NEXT = Map.of(
            Status.PROPOSED, EnumSet.of(Status.ACCEPTED, Status.REJECTED, Status.RETIRED),
            Status.ACCEPTED, EnumSet.of(Status.IN_EXPERIMENT, Status.ADOPTED, Status.REJECTED, Status.ROLLED_BACK),
            Status.IN_EXPERIMENT, EnumSet.of(Status.ADOPTED, Status.ROLLED_BACK, Status.REFUTED),
            Status.ADOPTED, EnumSet.of(Status.ROLLED_BACK, Status.RETIRED),
            Status.REJECTED, EnumSet.of(Status.ACCEPTED, Status.RETIRED),
            Status.ROLLED_BACK, EnumSet.of(Status.RETIRED),
            Status.REFUTED, EnumSet.of(Status.RETIRED),
            Status.RETIRED, EnumSet.noneOf(Status.class));

    private SuggestionLife() {}

    /** What came of a wish to change a status. */
    public sealed interface Result {

        /** The suggestion after the change, to be stored. */
        record Changed(Suggestion suggestion) implements Result {}

        /** It already is where it should be: answer as the first time, store nothing. */
        record Unchanged(Suggestion suggestion) implements Result {}

        /** There is no way there. */
        record Impossible(Status from, Status to) implements Result {

            /** For the person who asked. */
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

    /** Accepting once more what acceptance has already set in motion is a repeated decision. */
    private static boolean wasAccepted(Status status) {
        return status == Status.IN_EXPERIMENT || status == Status.ADOPTED;
    }

    /** Only an experiment verifies or refutes; what a person adopts unseen keeps its grade for ever. */
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
