package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import ai.openclaw.lightning.model.WriterStatus.StorageInfo;
import ai.openclaw.lightning.storage.LearningStore;
import ai.openclaw.lightning.storage.Outbox;
import ai.openclaw.lightning.storage.Store;
import ai.openclaw.lightning.storage.TraceReader;
import ai.openclaw.lightning.storage.WriterStore;
import ai.openclaw.lightning.storage.rows.PooledReader;
import ai.openclaw.lightning.storage.sqlite.file.DatabaseFile;
import ai.openclaw.lightning.storage.sqlite.salvage.Recovery;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A store in one SQLite file in write-ahead mode: one connection writes, always inside a transaction; others only
 * read. After each commit, before it is reported, the file at the path must still be the one that is open.
 */
public final class SqliteStore implements Store {

    private final Vertx vertx;
    private final SqliteSettings settings;
    private final DatabaseFile sizes;
    private final TraceReader reader = new PooledReader(
            this::reading,
            new PooledReader.Reads(
                    TraceReads::page,
                    DetailReads.DETAIL::read,
                    FigureReads::series,
                    SessionReads::page,
                    FailureReads.SQL::failures,
                    FailureReads.SQL::tools,
                    ArmReads::tools));
    private final LearningStore learning = new SqliteLearning(this);
    private final WriterStore writer = new SqliteWriter(this);

    /** Why the last read failed, where that was the disk's fault; null when it did not. */
    private volatile String unreadable;

    /** What the last connections met that speaks against the file; null when there is nothing. */
    private String suspicion;

    /** Null before {@link #open} and after {@link #close}. */
    private volatile SqliteConnections connections;

    public SqliteStore(Vertx vertx, SqliteSettings settings) {
        this.vertx = vertx;
        this.settings = settings;
        this.sizes = new DatabaseFile(settings.database());
    }

    @Override
    public synchronized void open() {
        try {
            connections = SqliteConnections.open(vertx, settings, suspicion);
            suspicion = null;
            unreadable = null;
        } catch (SQLException | IOException | RuntimeException failure) {
            throw SqliteErrors.of(failure);
        }
    }

    @Override
    public synchronized void close() {
        SqliteConnections open = connections;
        connections = null;
        if (open != null) {
            suspicion = open.writer().suspicion().orElse(null);
            try {
                open.opened().close();
            } catch (IOException failure) {
                throw SqliteErrors.of(failure);
            }
        }
    }

    @Override
    public TraceReader reader() {
        return reader;
    }

    @Override
    public LearningStore learning() {
        return learning;
    }

    @Override
    public Outbox outbox() {
        return new Outbox() {
            @Override
            public Future<List<Note>> next(int limit) {
                return reading(readers -> OutboxRows.next(readers, limit));
            }

            @Override
            public Future<List<Noted>> noted() {
                return reading(OutboxRows::noted);
            }
        };
    }

    /** Whether closed traces are noted for another bridge. */
    boolean keepsOutbox() {
        return settings.outbox();
    }

    @Override
    public WriterStore writer() {
        return writer;
    }

    StorageInfo info() {
        SqliteConnections open = connections;
        if (open == null) {
            return new StorageInfo("sqlite", sizes.bytes(), sizes.logBytes());
        }
        return new StorageInfo(
                "sqlite",
                sizes.bytes(),
                sizes.logBytes(),
                open.writer().checkpoints().problem().orElse(unreadable),
                open.notice().orElse(null));
    }

    Optional<BridgeException> damage() {
        SqliteConnections open = connections;
        return open == null
                ? Optional.empty()
                : open.writer()
                        .suspicion()
                        .map(met -> new BridgeException(
                                Kind.STORAGE_GONE,
                                "the database is damaged (" + met + "); the bridge is closing and repairing it"));
    }

    /** What is done with the connection that writes. */
    interface Work<T> {
        T on(WriterConnections open) throws SQLException;
    }

    /** Blocking. Whatever goes wrong is thrown by its kind. */
    <T> T blocking(Work<T> work) {
        WriterConnections open = connections().writer();
        try {
            return work.on(open);
        } catch (SQLException | RuntimeException failure) {
            throw known(failure, open);
        }
    }

    /** Whatever goes wrong, now or later, fails the future, by its kind. */
    <T> Future<T> reading(Function<Pool, Future<T>> read) {
        try {
            SqliteConnections open = connections();
            return read.apply(open.readers().pool())
                    .map(rows -> {
                        unreadable = null;
                        return rows;
                    })
                    .recover(failure -> Future.failedFuture(readFailed(failure, open)));
        } catch (RuntimeException failure) {
            return Future.failedFuture(SqliteErrors.of(failure));
        }
    }

    /** Whether the disk failed the last read. */
    boolean isUnreadable() {
        return unreadable != null;
    }

    private BridgeException readFailed(Throwable failure, SqliteConnections open) {
        BridgeException known = known(failure, open.writer());
        if (known.kind() == Kind.STORAGE_GONE) {
            unreadable = known.getMessage();
        }
        return known;
    }

    private static BridgeException known(Throwable failure, WriterConnections open) {
        if (Recovery.isDamage(failure)) {
            open.suspectDamage(String.valueOf(failure.getMessage()));
        }
        if (SqliteErrors.isRefusedSync(failure)) {
            open.checkpoints().refused(failure);
        }
        return SqliteErrors.of(failure);
    }

    private SqliteConnections connections() {
        SqliteConnections open = connections;
        if (open == null) {
            throw new BridgeException(Kind.STORAGE_GONE, "the database is not open");
        }
        return open;
    }
}
