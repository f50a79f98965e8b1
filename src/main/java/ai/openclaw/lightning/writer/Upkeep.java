package ai.openclaw.lightning.writer;

import ai.openclaw.lightning.storage.Deleted;
import ai.openclaw.lightning.storage.TraceStore;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * What the writer does beside its requests, in steps of a few milliseconds: abandons idle traces, deletes traces that
 * are too old or do not fit, and gives the freed space back. Not thread-safe.
 */
final class Upkeep {

    private static final int IDLE_MAX = 200;

    /** Rows one step deletes: about as long as a busy batch takes. */
    private static final int DELETED_ROWS_MAX = 500;

    private final TraceStore store;
    private final WriterSettings settings;
    private final LongSupplier clock;
    private Task task = Task.NONE;

    private enum Task {
        NONE,
        ABANDON,
        DELETE_OLD,
        DELETE_OVERSIZE,
        SHRINK
    }

    Upkeep(TraceStore store, WriterSettings settings, LongSupplier clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    /** From now on there is something to look for; a round under way goes on. */
    void due() {
        if (task == Task.NONE) {
            task = Task.ABANDON;
        }
    }

    boolean isDue() {
        return task != Task.NONE;
    }

    /** One step. A failure ends the round; the next one starts over. */
    Future<Void> step(Function<List<String>, Future<Void>> abandon, TraceCache cache, RunningTotals totals) {
        Task current = task;
        task = Task.NONE; // stays so if the step fails
        return switch (current) {
            case NONE -> Future.succeededFuture();
            case ABANDON -> abandonIdle(abandon).map(more -> then(more ? Task.ABANDON : Task.DELETE_OLD));
            case DELETE_OLD ->
                deleteOld(cache, totals).map(more -> then(more ? Task.DELETE_OLD : Task.DELETE_OVERSIZE));
            case DELETE_OVERSIZE ->
                deleteOversize(cache, totals).map(more -> then(more ? Task.DELETE_OVERSIZE : Task.SHRINK));
            case SHRINK -> store.shrink().map(more -> then(more ? Task.SHRINK : Task.NONE));
        };
    }

    private Void then(Task next) {
        task = next;
        return null;
    }

    private Future<Boolean> abandonIdle(Function<List<String>, Future<Void>> abandon) {
        return store.idleTraces(clock.getAsLong() - settings.idleTimeoutMs(), IDLE_MAX)
                .compose(idle -> idle.isEmpty()
                        ? Future.succeededFuture(false)
                        : abandon.apply(idle).map(idle.size() == IDLE_MAX));
    }

    private Future<Boolean> deleteOld(TraceCache cache, RunningTotals totals) {
        return settings.retentionMs() == 0
                ? Future.succeededFuture(false)
                : delete(clock.getAsLong() - settings.retentionMs(), cache, totals);
    }

    /** The file only shrinks by giving pages back, so that comes after each deletion here. */
    private Future<Boolean> deleteOversize(TraceCache cache, RunningTotals totals) {
        if (settings.databaseBytesMax() == 0) {
            return Future.succeededFuture(false);
        }
        return store.info()
                .compose(info -> info.databaseBytes() <= settings.databaseBytesMax()
                        ? Future.succeededFuture(false)
                        : delete(Long.MAX_VALUE, cache, totals)
                                .compose(more -> store.shrink().map(more)));
    }

    private Future<Boolean> delete(long receivedBefore, TraceCache cache, RunningTotals totals) {
        return store.deleteOldest(receivedBefore, DELETED_ROWS_MAX).map(deleted -> {
            if (deleted.equals(Deleted.NOTHING)) {
                return false;
            }
            totals.deleted(deleted);
            cache.forget(deleted.traceId());
            return true;
        });
    }
}
