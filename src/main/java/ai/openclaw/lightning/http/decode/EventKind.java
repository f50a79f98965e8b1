package ai.openclaw.lightning.http.decode;

/** What an event is, under its name in a batch. */
public enum EventKind {
    SESSION_START("session.start"),
    TOOL_CALL("tool.call"),
    REWARD("reward"),
    SESSION_END("session.end");

    private final String jsonName;

    EventKind(String jsonName) {
        this.jsonName = jsonName;
    }

    /** The kind of that name, or null when there is none. */
    static EventKind ofJsonName(String name) {
        for (EventKind kind : values()) {
            if (kind.jsonName.equals(name)) {
                return kind;
            }
        }
        return null;
    }
}
