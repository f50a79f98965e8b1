package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies the write-ahead log into the database, so that it can start over. SQLite by itself would do that inside a
 * commit, which then waits for the disk. Here another connection does it beside the commits, again and again; what is
 * then left to copy when the log must start over, at a moment without a commit, is little. SQLite brings what it copied
 * to the disk only then, all of it at once; so that this is little too, the file is synchronized after each copy.
 *
 * <p>How full the log is is not its file's size: that stays, for cutting off what is not in use would make the first
 * commit after each start over wait for the file system.
 */
final class Checkpoints implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

    /**
     * From here on the log is copied beside the commits. Not earlier: what is written twice until then reaches the disk
     * once, and each copy makes the disk wait for the log.
     */
    private static final long COPY_BYTES = 24 << 20;

    /** The log's growth after which that is tried again, where a reader kept the log from starting over. */
    private static final long STEP_BYTES = 8 << 20;

    /**
     * From here on, now and then, the next commit waits for a copy in any case. Where it can, the log's file grows no
     * larger; what is left to the limit is for readers that are in the way, and room for a transaction.
     */
    static final long WAIT_BYTES = 48 << 20;

    /**
     * How long a commit waits for readers, who hold the log's beginning: short ones are gone by then, and a long one is
     * none that it should wait for.
     */
    static final int READERS_WAIT_MS = 100;

    /** Only a reader that never ends can make the log grow to here: then nothing more is written. */
    static final long LOG_BYTES_MAX = 64 << 20;

    private final WalUsage use;
    private final Connection connection;
    private final RandomAccessFile database;
    private final Executor workers;
    private final ReentrantLock running = new ReentrantLock();
    private boolean closed;

    /** Whether nearly all of the log is copied, and the rest can be while a commit waits, so that the log starts over. */
    private volatile boolean nearlyCopied;

    /** Whether it is being copied for that. */
    private volatile boolean copying;

    /** What the log held when this was last begun. Of the writer alone. */
    private long triedAt;

    /**
     * @param connection one that only copies, and waits no longer than that for readers; closed with this, as is {@code use}
     * @param database the database's file; to be closed later than this
     */
    Checkpoints(WalUsage use, Connection connection, RandomAccessFile database, Executor workers) {
        this.use = use;
        this.connection = connection;
        this.database = database;
        this.workers = workers;
    }

    /**
     * Before a transaction: starts a copy beside it if it is time, waits for one where the log must start over, fails
     * where it can't and is full.
     */
    void beforeCommit() throws SQLException {
        long logBytes = use.bytes();
        if (logBytes < triedAt) {
            triedAt = 0;
        }
        if (logBytes >= LOG_BYTES_MAX) {
            if (!checkpoint("TRUNCATE")) {
                throw new BridgeException(Kind.BUSY, "another process has been reading the database for too long");
            }
        } else if (nearlyCopied || (logBytes >= WAIT_BYTES && logBytes - triedAt >= STEP_BYTES / 4)) {
            nearlyCopied = false;
            triedAt = logBytes;
            checkpoint("RESTART"); // the next commit starts the log over, if it could
        } else if (logBytes >= COPY_BYTES && logBytes - triedAt >= STEP_BYTES && !copying) {
            triedAt = logBytes;
            copying = true;
            workers.execute(this::copyNearlyAll);
        }
    }

    /** Copies while commits go on. */
    void copyBeside() {
        workers.execute(this::copyToDisk);
    }

    /** Twice, the second time what came during the first, so that little is left. */
    private void copyNearlyAll() {
        try {
            copyToDisk();
            copyToDisk();
            nearlyCopied = true;
        } finally {
            copying = false;
        }
    }

    /** Copies what can be copied without waiting for anyone. */
    private void copyToDisk() {
        running.lock();
        try {
            checkpoint("PASSIVE");
            if (!closed) {
                database.getFD().sync();
            }
        } catch (IOException e) {
            LOG.warn("the database can't be brought to the disk now: {}", e.getMessage());
        } finally {
            running.unlock();
        }
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
            use.close();
            connection.close();
        } finally {
            running.unlock();
        }
    }
}
