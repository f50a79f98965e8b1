package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.storage.StoreSettings;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Where the database is and how it is kept.
 *
 * @param fullDurability whether a commit waits for the disk and so survives a power loss; otherwise it survives a
 *     killed process, and after a power loss the last commits may be gone, never more
 * @param busyTimeoutMs how long a write waits for another process that holds the lock
 * @param readConnections reads that may be under way at one time
 * @param outbox whether closed traces are noted for another bridge
 */
public record SqliteSettings(
        Path database, boolean fullDurability, int busyTimeoutMs, int readConnections, boolean outbox) {

    private static final int READ_CONNECTIONS_USUAL = 2;
    private static final int BUSY_TIMEOUT_MS_USUAL = 5_000;

    public SqliteSettings {
        Objects.requireNonNull(database, "database");
        if (busyTimeoutMs < 0) {
            throw new IllegalArgumentException("busyTimeoutMs must not be negative");
        }
        if (readConnections < 1) {
            throw new IllegalArgumentException("readConnections must be at least 1");
        }
    }

    /** What the configuration says. */
    static SqliteSettings of(StoreSettings settings) {
        settings.requireOnly();
        return new SqliteSettings(
                settings.folder().resolve("traces.db"),
                settings.text("durability", "normal").equals("full"),
                (int) settings.whole("busy_timeout_ms", BUSY_TIMEOUT_MS_USUAL, 0, Integer.MAX_VALUE),
                (int) settings.whole("read_connections", READ_CONNECTIONS_USUAL, 1, Integer.MAX_VALUE),
                settings.flag("outbox", false));
    }

    /** With the usual number of connections that read. */
    public SqliteSettings(Path database, boolean fullDurability, int busyTimeoutMs) {
        this(database, fullDurability, busyTimeoutMs, READ_CONNECTIONS_USUAL, false);
    }
}
