package ai.openclaw.lightning.model;

import java.util.Objects;

/**
 * What a person decides about a suggestion.
 *
 * @param note why, for the history; null without one
 * @param by the name of the key that decided; null for this machine
 */
public record SuggestionDecision(String suggestionId, Action action, String note, String by) {

    public SuggestionDecision {
        Objects.requireNonNull(suggestionId, "suggestionId");
        Objects.requireNonNull(action, "action");
    }

    /** The requested change. */
    public enum Action {
        /** Try it on half of the traces. */
        EXPERIMENT,
        /** Try it on a fifth of the traces. */
        CANARY,
        /** Adopt it at once, unverified. */
        FULL,
        REJECT,
        ROLL_BACK,
        /** Pause its experiment. */
        PAUSE,
        /** Resume its paused experiment. */
        RESUME,
        /** Retire it, because it is no longer needed. */
        RETIRE
    }
}
