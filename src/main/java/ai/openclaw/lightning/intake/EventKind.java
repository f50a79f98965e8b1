package ai.openclaw.lightning.intake;

/** What an event is, under its name in a batch. */
public enum EventKind {
    SESSION_START("session.start"),
    TOOL_CALL("tool.call"),
    REWARD("reward"),
    SESSION_END("session.end");

    private final String label;

    EventKind(String label) {
        this.label = label;
    }

    /** The kind of that name, or null when there is none. */
    public static EventKind named(String name) {
        for (EventKind kind : values()) {
            if (kind.label.equals(name)) {
                return kind;
            }
        }
        return null;
    }
}
