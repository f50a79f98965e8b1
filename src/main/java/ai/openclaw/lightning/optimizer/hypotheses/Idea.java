package ai.openclaw.lightning.optimizer.hypotheses;

import java.util.Locale;
import java.util.Objects;

/**
 * An idea for a rule in closed words: in this situation, do that. The bridge writes the sentence, so that whoever picks
 * the words can say nothing else. Nothing says yet whether the words fit together, or whether the names are known.
 *
 * @param tool the tool that the situation is about; empty where it is about none
 * @param other the tool to call, or the argument to give or to write; empty where there is none
 * @param shape {@link #ANY}, the class of an error, or what a result was like
 */
public record Idea(Situation situation, String tool, Deed deed, String other, String shape) {

    /** Whatever the error or the result was like. */
    public static final String ANY = "any";

    public Idea {
        Objects.requireNonNull(situation, "situation");
        Objects.requireNonNull(tool, "tool");
        Objects.requireNonNull(deed, "deed");
        Objects.requireNonNull(other, "other");
        Objects.requireNonNull(shape, "shape");
    }

    /** Where an agent decides. */
    public enum Situation {
        START,
        FIRST_ERROR,
        FIRST_SUCCESS,
        FIRST_REPEAT,
        FIRST_CALL,
        FIRST_USE,
        FIRST_TEXT,
        LAST_TEXT,
        END;

        /** The word for it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What it is to do there. */
    public enum Deed {
        CALL_NEXT,
        SAME_CALL,
        OTHER_CALL,
        GIVE_ARGUMENT,
        CALL_BEFORE,
        MEND_FAILURE,
        SHORTER,
        LONGER,
        FROM_REQUEST;

        /** The word for it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
