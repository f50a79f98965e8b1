package ai.openclaw.lightning.model;

import java.util.Locale;

/** {@code open} becomes {@code ended} or {@code abandoned}, {@code abandoned} may still become {@code ended}. */
public enum TraceStatus {
    OPEN,
    ENDED,
    ABANDONED;

    private final String jsonName = name().toLowerCase(Locale.ROOT);

    /** The name on the wire and in the database. */
    public String jsonName() {
        return jsonName;
    }

    @Override
    public String toString() {
        return jsonName;
    }

    /** The status with that name, or null when there is none. */
    public static TraceStatus ofJsonName(String name) {
        for (TraceStatus status : values()) {
            if (status.jsonName.equals(name)) {
                return status;
            }
        }
        return null;
    }
}
