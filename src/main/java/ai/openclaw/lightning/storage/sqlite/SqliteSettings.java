package ai.openclaw.lightning.storage.sqlite;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Where the database is and how it is kept.
 *
 * @param fullDurability whether a commit waits for the disk and so survives a power loss; otherwise it survives a
 *     killed process, and after a power loss the last commits may be gone, never more
 * @param busyTimeoutMs how long a write waits for another process that holds the lock
 * @param readConnections reads that may be under way at one time
 */
public record SqliteSettings(Path database, boolean fullDurability, int busyTimeoutMs, int readConnections) {

    private static final int READ_CONNECTIONS_USUAL = 2;

    public SqliteSettings {
        Objects.requireNonNull(database, "database");
        if (busyTimeoutMs < 0) {
            throw new IllegalArgumentException("busyTimeoutMs must not be negative");
        }
        if (readConnections < 1) {
            throw new IllegalArgumentException("readConnections must be at least 1");
        }
    }

    /** With the usual number of connections that read. */
    public SqliteSettings(Path database, boolean fullDurability, int busyTimeoutMs) {
        this(database, fullDurability, busyTimeoutMs, READ_CONNECTIONS_USUAL);
    }
}
