package ai.openclaw.lightning.model;

import java.util.Locale;
import java.util.Objects;

/**
 * The situation that a rule speaks about. A trace that never gets into it can't follow the rule, and says nothing about
 * it. It must lie before the rule's choice, so that following the rule does not keep a trace out of it.
 *
 * @param tool null for {@code REPEATED}
 */
public record Trigger(Kind kind, String tool) {

    public static final Trigger REPEAT = new Trigger(Kind.REPEATED, null);

    public Trigger {
        Objects.requireNonNull(kind, "kind");
        if ((tool == null) != (kind == Kind.REPEATED)) {
            throw new IllegalArgumentException("the situation and its tool do not match: " + kind);
        }
    }

    /** What must have happened in the trace, at any position. */
    public enum Kind {
        /** The tool was called. */
        CALLED,
        /** A call of the tool succeeded. */
        SUCCEEDED,
        /** A call of the tool failed. */
        FAILED,
        /** A call, of whatever tool, was made again and brought nothing new. */
        REPEATED;

        /** The name on the wire and in the database. */
        public String jsonName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
