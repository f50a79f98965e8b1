package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import ai.openclaw.lightning.storage.sqlite.file.DatabaseFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies the write-ahead log into the database, so that it can start over. SQLite by itself would do that inside a
 * commit, which then waits for the disk. Here another connection does it beside the commits, again and again; what is
 * then left to copy when the log must start over, at a moment without a commit, is little.
 *
 * <p>Its connection is there as long as the database is open: the last one to leave takes the log away, and if that were
 * another process, while the writer has given its own connection up, the log would seem to have been deleted.
 */
final class Checkpoints implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

    /** The log's growth, in bytes, after which the next copy begins. With half of it the disk is busy too often. */
    static final long STEP_BYTES = 8 << 20;

    /** From here on the next commit waits for the copy, so that the log starts over. */
    private static final long WAIT_BYTES = 48 << 20;

    /**
     * From here on, now and then, the next commit waits for readers too, as long as for any lock: where one short read
     * follows another, the log would never be free of them by itself. What is left to the limit is room for a transaction.
     */
    private static final long READERS_BYTES = 54 << 20;

    /** Only a reader that never ends can make the log grow to here: then nothing more is written. */
    static final long LOG_BYTES_MAX = 64 << 20;

    private final DatabaseFile file;
    private final Connection connection;
    private final Executor workers;
    private final ReentrantLock running = new ReentrantLock();
    private boolean closed;

    /** The log's size at the start of the last copy. Like the checks below, of the writer alone. */
    private long copiedAt;

    /** The log's size when readers were last waited for. */
    private long waitedAt;

    /** @param connection one that only copies, closed with this */
    Checkpoints(DatabaseFile file, Connection connection, Executor workers) {
        this.file = file;
        this.connection = connection;
        this.workers = workers;
    }

    /** Before a transaction: waits where the log must start over, fails where it can't and is full. */
    void beforeCommit() {
        long logBytes = file.logBytes();
        if (logBytes < copiedAt) {
            copiedAt = logBytes;
            waitedAt = 0;
        }
        if (logBytes >= READERS_BYTES && logBytes - waitedAt >= STEP_BYTES / 4) {
            waitedAt = logBytes;
            checkpoint("TRUNCATE");
            logBytes = file.logBytes();
        } else if (logBytes >= WAIT_BYTES && logBytes - copiedAt >= STEP_BYTES / 4) {
            copiedAt = logBytes;
            copy();
        }
        if (logBytes >= LOG_BYTES_MAX && !checkpoint("TRUNCATE")) {
            throw new BridgeException(Kind.BUSY, "another process has been reading the database for too long");
        }
    }

    /** After a transaction: starts a copy beside the next ones if it is time. */
    void afterCommit() {
        long logBytes = file.logBytes();
        if (logBytes < WAIT_BYTES && logBytes - copiedAt >= STEP_BYTES) {
            copiedAt = logBytes;
            workers.execute(this::copy);
        }
    }

    /** Copies what can be copied without waiting for readers. If that is all, the next commit starts the log over. */
    void copy() {
        checkpoint("PASSIVE");
    }

    /** Whether it did all that it should. */
    private boolean checkpoint(String mode) {
        running.lock();
        try {
            if (closed) {
                return false;
            }
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("PRAGMA wal_checkpoint(" + mode + ")")) {
                return row.next() && row.getInt("busy") == 0;
            }
        } catch (SQLException e) {
            LOG.warn("the write-ahead log can't be copied into the database now: {}", e.getMessage());
            return false;
        } finally {
            running.unlock();
        }
    }

    @Override
    public void close() throws SQLException {
        running.lock();
        try {
            closed = true;
            connection.close();
        } finally {
            running.unlock();
        }
    }
}
