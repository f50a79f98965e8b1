package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.Totals;
import ai.openclaw.lightning.model.TraceDetail;
import ai.openclaw.lightning.model.TracePage;
import ai.openclaw.lightning.model.TraceQuery;
import ai.openclaw.lightning.model.WriterStatus.StorageInfo;
import ai.openclaw.lightning.storage.Changes;
import ai.openclaw.lightning.storage.Deleted;
import ai.openclaw.lightning.storage.NewRows;
import ai.openclaw.lightning.storage.TraceStore;
import ai.openclaw.lightning.storage.WorkingSet;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.File;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A store in one SQLite file in write-ahead mode: one connection writes, always inside a transaction; others only
 * read. After each commit, before it is reported, the file at the path must still be the one that is open.
 */
public final class SqliteStore implements TraceStore {

    /** Pages one {@link #shrink} gives back: half a megabyte. */
    private static final int SHRINK_PAGES = 128;

    private final Vertx vertx;
    private final SqliteSettings settings;

    /** Null before {@link #open} and after {@link #close}. */
    private volatile SqliteConnections connections;

    public SqliteStore(Vertx vertx, SqliteSettings settings) {
        this.vertx = vertx;
        this.settings = settings;
    }

    @Override
    public Future<Void> open() {
        return guarded(() -> vertx.executeBlocking(() -> SqliteConnections.open(vertx, settings))
                .onSuccess(opened -> connections = opened)
                .mapEmpty());
    }

    @Override
    public Future<Void> close() {
        SqliteConnections open = connections;
        connections = null;
        return open == null ? Future.succeededFuture() : guarded(() -> open.close(vertx));
    }

    @Override
    public Future<TracePage> traces(TraceQuery query) {
        return guarded(() -> TraceReads.page(connections().readers(), query));
    }

    @Override
    public Future<Optional<TraceDetail>> trace(String traceId, TraceDetail.CallsCursor after) {
        return guarded(() -> TraceReads.detail(connections().readers(), traceId, after));
    }

    @Override
    public Future<StorageInfo> info() {
        return guarded(() -> vertx.executeBlocking(() -> {
            String path = settings.database().toString();
            return new StorageInfo("sqlite", new File(path).length(), new File(path + "-wal").length());
        }));
    }

    @Override
    public Future<Totals> totals() {
        return guarded(() -> WorkingSetReads.totals(connections().readers()));
    }

    @Override
    public Future<WorkingSet> load(WorkingSet.Keys keys) {
        return guarded(() -> WorkingSetReads.load(connections().readers(), keys));
    }

    @Override
    public Future<Void> write(NewRows rows, Function<NewRows.Inserted, Changes> changes) {
        return guarded(() -> {
            SqliteConnections open = connections();
            return open.writer()
                    .withTransaction(connection -> TraceWrites.insert(connection, rows)
                            .compose(inserted -> TraceWrites.store(connection, changes.apply(inserted))))
                    .compose(v -> requireSameFile(open));
        });
    }

    private Future<Void> requireSameFile(SqliteConnections open) {
        return vertx.executeBlocking(() -> {
            open.requireSameFile();
            return null;
        });
    }

    @Override
    public Future<List<String>> idleTraces(long lastEventBefore, int limit) {
        return guarded(() -> WorkingSetReads.idleTraces(connections().readers(), lastEventBefore, limit));
    }

    @Override
    public Future<Deleted> deleteOldest(long receivedBefore, int rowsMax) {
        return guarded(() ->
                Retention.deleteOldest(connections().readers(), connections().writer(), receivedBefore, rowsMax));
    }

    @Override
    public Future<Boolean> shrink() {
        return guarded(() -> vertx.executeBlocking(() -> connections().shrink(SHRINK_PAGES)));
    }

    /** Larger than what a reused part of the write-ahead log would swallow on a full disk. */
    @Override
    public Future<Void> probe() {
        return guarded(() -> connections()
                .writer()
                .withTransaction(connection -> connection
                        .query("INSERT INTO probe (filler) VALUES (zeroblob(65536))")
                        .execute()
                        .compose(v -> connection.query("DELETE FROM probe").execute()))
                .compose(v -> requireSameFile(connections())));
    }

    private SqliteConnections connections() {
        SqliteConnections open = connections;
        if (open == null) {
            throw new BridgeException(BridgeException.Kind.STORAGE_GONE, "the database is not open");
        }
        return open;
    }

    /** Whatever goes wrong, now or later, fails the future, by its kind. */
    private static <T> Future<T> guarded(Supplier<Future<T>> call) {
        Future<T> result;
        try {
            result = call.get();
        } catch (RuntimeException e) {
            result = Future.failedFuture(e);
        }
        return result.recover(failure -> Future.failedFuture(Failures.of(failure)));
    }
}
