package ai.openclaw.lightning.model;

import java.util.Objects;

/**
 * One step in the life of a suggestion.
 *
 * @param from the status before
 * @param to the status after
 * @param at epoch milliseconds
 * @param actor who decided: the name of a key, {@code person} for whoever holds this machine's, or {@code auto}
 * @param reason why, for a reader
 */
public record StatusChange(Suggestion.Status from, Suggestion.Status to, long at, String actor, String reason) {

    public StatusChange {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(reason, "reason");
    }
}
