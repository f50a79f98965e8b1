package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.DayFigures;
import ai.openclaw.lightning.model.LearnedDocuments;
import ai.openclaw.lightning.model.StoredAssignment;
import ai.openclaw.lightning.model.Totals;
import ai.openclaw.lightning.model.TraceDetail;
import ai.openclaw.lightning.model.TraceEvidence;
import ai.openclaw.lightning.model.TracePage;
import ai.openclaw.lightning.model.TraceQuery;
import ai.openclaw.lightning.model.WriterStatus.StorageInfo;
import ai.openclaw.lightning.storage.Changes;
import ai.openclaw.lightning.storage.Deletion;
import ai.openclaw.lightning.storage.NewRows;
import ai.openclaw.lightning.storage.TraceStore;
import ai.openclaw.lightning.storage.WorkingSet;
import ai.openclaw.lightning.storage.sqlite.file.DatabaseFile;
import ai.openclaw.lightning.storage.sqlite.salvage.Recovery;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A store in one SQLite file in write-ahead mode: one connection writes, always inside a transaction; others only
 * read. After each commit, before it is reported, the file at the path must still be the one that is open.
 */
public final class SqliteStore implements TraceStore {

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
        return blocking(() -> {
            connections = SqliteConnections.open(vertx, settings);
            return null;
        });
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
    public Future<Optional<TraceDetail>> trace(
            String traceId, TraceDetail.CallsCursor afterCall, TraceDetail.RewardsCursor afterReward) {
        return guarded(() -> DetailReads.detail(connections().readers(), traceId, afterCall, afterReward));
    }

    @Override
    public Future<Long> beforeNewest(int count) {
        return guarded(() -> LearningReads.beforeNewest(connections().readers(), count));
    }

    @Override
    public Future<EvidencePage> closedTraces(long afterId, int limit) {
        return guarded(() -> LearningReads.closedTraces(connections().readers(), afterId, limit));
    }

    @Override
    public Future<List<TraceEvidence>> evidence(List<String> traceIds) {
        return guarded(() -> LearningReads.evidence(connections().readers(), traceIds));
    }

    @Override
    public Future<List<StoredAssignment>> assignments(long afterId, int limit) {
        return guarded(() -> LearningReads.assignments(connections().readers(), afterId, limit));
    }

    @Override
    public Future<LearnedDocuments> learned() {
        return guarded(() -> LearnedRows.all(connections().readers()));
    }

    @Override
    public Future<Void> saveLearned(LearnedDocuments changed) {
        return write(connection -> {
            LearnedRows.store(connection, changed);
            return null;
        });
    }

    @Override
    public Future<StorageInfo> info() {
        DatabaseFile file = new DatabaseFile(settings.database());
        SqliteConnections open = connections;
        String notice = open == null ? null : open.notice().orElse(null);
        return blocking(() -> new StorageInfo("sqlite", file.bytes(), file.logBytes(), notice));
    }

    @Override
    public Future<Map<Long, DayFigures>> days(long first, int count) {
        return read(connection -> FigureWrites.days(connection, first, count));
    }

    @Override
    public Future<Totals> totals() {
        return read(FigureWrites::totals);
    }

    @Override
    public Future<WorkingSet> load(WorkingSet.Keys keys) {
        return read(connection -> WorkingSetReads.load(connection, keys));
    }

    @Override
    public Future<Void> write(NewRows rows, Function<NewRows.Inserted, Changes> changes) {
        return write(connection -> {
            Changes all = changes.apply(TraceWrites.insert(connection, rows));
            TraceWrites.store(connection, all.traces());
            FigureWrites.add(connection, all.days(), all.tools(), all.sessions());
            return null;
        });
    }

    @Override
    public Future<List<String>> idleTraces(long lastEventBefore, int limit) {
        return read(connection -> WorkingSetReads.idleTraces(connection, lastEventBefore, limit));
    }

    @Override
    public Future<Deletion> deleteOldest(long receivedBefore, int rowsMax, long bytesMax) {
        return blocking(() -> {
            SqliteConnections open = connections();
            List<Retention.Old> oldest = open.read(connection -> Retention.oldest(connection, receivedBefore, rowsMax));
            return oldest.isEmpty()
                    ? Deletion.NOTHING
                    : open.write(connection -> Retention.delete(connection, oldest, rowsMax, bytesMax));
        });
    }

    @Override
    public Future<Long> usedBytes() {
        return read(connection -> FilePages.of(connection).usedBytes());
    }

    /**
     * The file itself gets smaller when the log is copied into it, which follows when there is nothing more to give back;
     * beside the commits, for it waits for the disk.
     */
    @Override
    public Future<Boolean> shrink() {
        return blocking(() -> {
            SqliteConnections open = connections();
            FilePages before = open.read(FilePages::of);
            if (before.free() == 0) {
                if (new DatabaseFile(settings.database()).bytes() > before.usedBytes()) {
                    open.checkpoints().copyBeside();
                }
                return false;
            }
            return open.write(FilePages::giveBack).free() < before.free();
        });
    }

    /** SQLite looks at some hundred rows of each index that has changed much. */
    @Override
    public Future<Void> optimize() {
        return write(connection -> {
            connection.run("PRAGMA optimize");
            return null;
        });
    }

    /**
     * More than a started page of the log holds. In two transactions: pages that are freed again in the one that took
     * them are never written.
     */
    @Override
    public Future<Void> probe() {
        return write(connection -> {
                    connection.update("INSERT INTO probe (filler) VALUES (zeroblob(65536))");
                    return null;
                })
                .compose(v -> write(connection -> {
                    connection.update("DELETE FROM probe");
                    return null;
                }));
    }

    private <T> Future<T> read(WritingConnection.Work<T> work) {
        return blocking(() -> connections().read(work));
    }

    private <T> Future<T> write(WritingConnection.Work<T> work) {
        return blocking(() -> connections().write(work));
    }

    private <T> Future<T> blocking(Callable<T> call) {
        return guarded(() -> Context.isOnWorkerThread() ? inline(call) : vertx.executeBlocking(call, false));
    }

    /** Who is on a worker thread may wait there, which spares two switches of thread. */
    private static <T> Future<T> inline(Callable<T> call) {
        try {
            return Future.succeededFuture(call.call());
        } catch (Exception failure) {
            return Future.failedFuture(failure);
        }
    }

    private SqliteConnections connections() {
        SqliteConnections open = connections;
        if (open == null) {
            throw new BridgeException(BridgeException.Kind.STORAGE_GONE, "the database is not open");
        }
        return open;
    }

    /** Whatever goes wrong, now or later, fails the future, by its kind. */
    private <T> Future<T> guarded(Supplier<Future<T>> call) {
        SqliteConnections open = connections;
        Future<T> result;
        try {
            result = call.get();
        } catch (RuntimeException e) {
            result = Future.failedFuture(e);
        }
        return result.recover(failure -> {
            if (open != null && Recovery.isDamage(failure)) {
                open.suspectDamage();
            }
            return Future.failedFuture(SqliteErrors.of(failure));
        });
    }
}
