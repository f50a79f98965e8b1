package ai.openclaw.lightning.model;

import java.util.Locale;

/** Who asked for a run: the user, or the agent's own program, whose runs look like the user's. */
public enum TraceOrigin {
    USER,
    /** The agent tries again to answer a question of another trace. */
    RETRY,
    SUBAGENT,
    /** The agent looks back at a conversation. */
    REVIEW,
    /** The agent goes on with a question that it had put aside, for instance after a restart. */
    RESUME,
    SCHEDULE;

    private final String jsonName = name().toLowerCase(Locale.ROOT);

    /** The name on the wire and in the database. */
    public String jsonName() {
        return jsonName;
    }

    @Override
    public String toString() {
        return jsonName;
    }

    /** The origin of that name, or null when there is none. */
    public static TraceOrigin ofJsonName(String name) {
        for (TraceOrigin origin : values()) {
            if (origin.jsonName.equals(name)) {
                return origin;
            }
        }
        return null;
    }
}
