package ai.openclaw.lightning.model;

import java.util.Objects;

/**
 * A failure whose kind is reported to the client. The message is a sentence for that client and never holds text from
 * an event.
 */
public final class BridgeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The kinds of failure, each with one HTTP status. */
    public enum Kind {
        /** Nothing has that id. */
        NOT_FOUND,
        /** The object exists, but its state forbids the request. */
        CONFLICT,
        /** Too much is waiting already, or another process holds the database; a later try may work. */
        BUSY,
        /** The disk is full. */
        DISK_FULL,
        /** The database can't be reached or written. */
        STORAGE_GONE,
        /** A defect of the bridge. */
        INTERNAL
    }

    private final Kind kind;

    public BridgeException(Kind kind, String message) {
        this(kind, message, null);
    }

    public BridgeException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = Objects.requireNonNull(kind, "kind");
    }

    public Kind kind() {
        return kind;
    }

    /** Returns the failure unchanged if it already has a kind, otherwise as a defect. */
    public static BridgeException of(Throwable failure) {
        return failure instanceof BridgeException known
                ? known
                : new BridgeException(Kind.INTERNAL, "an unexpected failure", failure);
    }
}
