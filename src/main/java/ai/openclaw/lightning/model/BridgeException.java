package ai.openclaw.lightning.model;

import java.util.Objects;

/**
 * A failure that a client is told about by its kind. The message is a sentence for that client: it never holds text
 * from an event.
 */
public final class BridgeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The kinds of failure, each with one HTTP status. */
    public enum Kind {
        /** Nothing of that id. */
        NOT_FOUND,
        /** The thing exists, and its state forbids what was asked. */
        CONFLICT,
        /** Too much is waiting already, or another process holds the database; later it may work. */
        BUSY,
        /** No room on the disk. */
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

    /** The failure as it is if it has a kind already, else a defect. */
    public static BridgeException of(Throwable failure) {
        return failure instanceof BridgeException known
                ? known
                : new BridgeException(Kind.INTERNAL, "an unexpected failure", failure);
    }
}
