package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies the write-ahead log into the database, so that it can start over. SQLite by itself would do that inside a
 * commit, which then waits for the disk. Here another connection does it beside the commits, again and again; what is
 * then left to copy when the log must start over, at a moment without a commit, is little. SQLite brings what it copied
 * to the disk only then, all of it at once; so that this is little too, the file is synchronized after each copy.
 * When a sync fails, nothing is copied any more and the log does not start over, until what the disk refused is on it
 * after all: see {@link SyncedFiles}.
 *
 * <p>How full the log is is not its file's size: that stays, because cutting it would make a commit wait for the file system.
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

    /** Only a reader that does not end can make the log grow to here: then nothing more is written. */
    static final long LOG_BYTES_MAX = 64 << 20;

    /** Each descriptor that is open hears of a refusal once, so the first syncs after it may fail for what is mended. */
    private static final int WRITES_AGAIN_MAX = 4;

    private final WalUsage use;
    private final Connection connection;
    private final SyncedFiles files;
    private final Executor workers;
    private final ReentrantLock running = new ReentrantLock();
    private final FullLog full = new FullLog();
    private boolean closed;

    /** Whether nearly all of the log is copied, and the rest can be while a commit waits, so that the log starts over. */
    private volatile boolean nearlyCopied;

    /** Whether it is being copied for that. */
    private volatile boolean copying;

    /** The last sync that failed; null when everything is on the disk that should be. */
    private final AtomicReference<BridgeException> refusal = new AtomicReference<>();

    /** Why the log can't be copied; null when it can. */
    private volatile String uncopied;

    /** What the log held when this was last begun. Of the writer alone. */
    private long triedAt;

    /**
     * @param connection one that only copies, and waits no longer than that for readers; closed with this, as is {@code use}
     * @param files to be closed later than this
     */
    Checkpoints(WalUsage use, Connection connection, SyncedFiles files, Executor workers) {
        this.use = use;
        this.connection = connection;
        this.files = files;
        this.workers = workers;
    }

    /**
     * Before a transaction: starts a copy beside it if it is time, waits for one where the log must start over, fails
     * where it can't and is full, or where the disk refuses what is stored already.
     */
    void beforeCommit() throws SQLException {
        requireKept();
        long logBytes = use.bytes();
        if (logBytes < triedAt) {
            triedAt = 0;
        }
        if (logBytes >= LOG_BYTES_MAX) {
            if (!full.startsOver(() -> checkpoint("TRUNCATE"))) {
                throw new BridgeException(
                        Kind.BUSY, problem().orElse("another process has been reading the database for too long"));
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

    /** Why what is stored is not where it should be, in one sentence; empty when it is. */
    Optional<String> problem() {
        BridgeException refused = refusal.get();
        return Optional.ofNullable(refused != null ? refused.getMessage() : uncopied);
    }

    /** Tries again what failed. For the writer, between two transactions. */
    void retry() {
        requireKept();
        if (uncopied != null) {
            copyBeside();
        }
    }

    /** A sync failed: nothing that was written since the one before can be relied on. */
    void refused(Throwable failure) {
        BridgeException refused = SqliteErrors.refused(failure);
        if (refusal.getAndSet(refused) == null) {
            LOG.error("{}; writing it again", refused.getMessage());
        }
    }

    /** Whether everything is on the disk that should be, if need be after writing it again. */
    boolean isKept() {
        return refusal.get() == null || writeAgain();
    }

    private void requireKept() {
        if (!isKept()) {
            throw refusal.get();
        }
    }

    /** Whether that succeeded, up to a copy of all that is not in the database yet. */
    private boolean writeAgain() {
        running.lock();
        try {
            for (int i = 0; i < WRITES_AGAIN_MAX && !closed; i++) {
                tryToWriteAgain();
                checkpoint("PASSIVE"); // hears of the refusal that is mended, if it has not yet
                if (refusal.get() == null) {
                    LOG.info("the disk has now stored what it refused before");
                    return true;
                }
            }
            return false;
        } finally {
            running.unlock();
        }
    }

    private void tryToWriteAgain() {
        BridgeException known = refusal.get();
        try {
            files.writeAgain(connection, use);
            refusal.compareAndSet(known, null);
        } catch (SQLException | IOException e) {
            refused(e);
        }
    }

    /** Twice, the second time what came during the first, so that little is left. */
    private void copyNearlyAll() {
        try {
            copyToDisk();
            copyToDisk();
            nearlyCopied = refusal.get() == null;
        } finally {
            copying = false;
        }
    }

    /** Copies what can be copied without waiting for anyone. */
    private void copyToDisk() {
        running.lock();
        try {
            checkpoint("PASSIVE");
            if (!closed && refusal.get() == null) {
                files.syncDatabase();
            }
        } catch (IOException e) {
            refused(e);
        } finally {
            running.unlock();
        }
    }

    /** Whether it did all that it should. */
    private boolean checkpoint(String mode) {
        running.lock();
        try {
            if (closed || refusal.get() != null) {
                return false;
            }
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("PRAGMA wal_checkpoint(" + mode + ")")) {
                uncopied = null;
                return row.next() && row.getInt("busy") == 0;
            }
        } catch (SQLException e) {
            failed(e);
            return false;
        } finally {
            running.unlock();
        }
    }

    private void failed(SQLException failure) {
        if (SqliteErrors.isRefusedSync(failure)) {
            refused(failure);
            return;
        }
        if (uncopied == null) {
            LOG.error("the write-ahead log can't be copied into the database now: {}", failure.getMessage());
        }
        uncopied = "the write-ahead log can't be copied into the database (" + failure.getMessage() + ")";
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
