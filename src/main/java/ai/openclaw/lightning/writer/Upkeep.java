package ai.openclaw.lightning.writer;

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
    private boolean asked;

    private enum Task {
        NONE,
        ABANDON,
        DELETE_OLD,
        SHRINK,
        DELETE_OVERSIZE
    }

    Upkeep(TraceStore store, WriterSettings settings, LongSupplier clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    /** From now on there is something to look for: after the round under way, if there is one. */
    void due() {
        asked = true;
    }

    boolean isDue() {
        return asked || task != Task.NONE;
    }

    /** One step. A failure ends the round; the next one starts over. */
    Future<Void> step(Function<List<String>, Future<Void>> abandon, TraceCache cache, RunningTotals totals) {
        if (task == Task.NONE) {
            asked = false;
            task = Task.ABANDON;
        }
        Task current = task;
        task = Task.NONE; // stays so if the step fails
        return switch (current) {
            case NONE -> Future.succeededFuture();
            case ABANDON -> abandonIdle(abandon).map(more -> then(more ? Task.ABANDON : Task.DELETE_OLD));
            case DELETE_OLD -> deleteOld(cache, totals).map(more -> then(more ? Task.DELETE_OLD : Task.SHRINK));
            case SHRINK -> store.shrink().map(space -> then(afterShrinking(space)));
            case DELETE_OVERSIZE ->
                delete(Long.MAX_VALUE, cache, totals).map(more -> then(more ? Task.SHRINK : Task.NONE));
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

    private Task afterShrinking(TraceStore.Space space) {
        boolean tooLarge = settings.databaseBytesMax() > 0 && space.usedBytes() > settings.databaseBytesMax();
        return space.more() ? Task.SHRINK : tooLarge ? Task.DELETE_OVERSIZE : Task.NONE;
    }

    private Future<Boolean> delete(long receivedBefore, TraceCache cache, RunningTotals totals) {
        return store.deleteOldest(receivedBefore, DELETED_ROWS_MAX).map(deleted -> {
            if (deleted.traceId() == null) {
                return false;
            }
            totals.deleted(deleted);
            cache.forget(deleted.traceId());
            return true;
        });
    }
}
