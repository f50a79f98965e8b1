package ai.openclaw.lightning.writer;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.SenderDeletion;
import ai.openclaw.lightning.storage.Deletion;
import ai.openclaw.lightning.storage.WriterStore;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * What the writer does beside its requests, in steps of a few milliseconds: abandons idle traces, deletes traces that
 * are too old or do not fit, gives the freed space back, and once a day lets the store learn how its rows are spread. For
 * the write loop's thread, which it blocks; {@link #due} for any.
 */
final class Upkeep {

    private static final int IDLE_MAX = 200;

    /** Rows one step deletes: about 3 ms in a large database, where each trace lies on pages of its own. */
    private static final int DELETED_ROWS_MAX = 40;

    /** Text after which a step begins no further trace: about as long, for long texts lie on many pages. */
    private static final long DELETED_BYTES_MAX = 256 << 10;

    /** Not at the start, which has enough to do. */
    private static final long FIRST_OPTIMIZE_MS = Duration.ofHours(1).toMillis();

    private static final long OPTIMIZE_MS = Duration.ofDays(1).toMillis();

    private final WriterStore store;
    private final WriterSettings settings;
    private final BridgeClock clock;
    private final Consumer<List<String>> abandon;
    private final TraceCache cache;
    private final RunningTotals totals;
    private final DeletionLog log = new DeletionLog();
    private final Queue<Asked> deletions = new ConcurrentLinkedQueue<>();
    private Task task = Task.NONE;
    private volatile boolean asked;
    private long optimizeAt;

    /** Somebody wants what came from a sender deleted. */
    private record Asked(String sender, Promise<SenderDeletion> answer) {}

    private enum Task {
        NONE,
        ABANDON,
        DELETE_OLD,
        DELETE_OVERSIZE,
        SHRINK,
        OPTIMIZE
    }

    /** @param abandon closes these idle traces */
    Upkeep(
            WriterStore store,
            WriterSettings settings,
            BridgeClock clock,
            Consumer<List<String>> abandon,
            TraceCache cache,
            RunningTotals totals) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        this.abandon = abandon;
        this.cache = cache;
        this.totals = totals;
        this.optimizeAt = clock.now() + FIRST_OPTIMIZE_MS;
    }

    /** From now on there is something to look for: after the round under way, if there is one. From any thread. */
    void due() {
        asked = true;
    }

    /** One step, at the next turn, of deleting what came from that sender. From any thread. */
    Future<SenderDeletion> delete(String sender) {
        Asked wanted = new Asked(sender, Promise.promise());
        deletions.add(wanted);
        return wanted.answer().future();
    }

    boolean isDue() {
        return asked || task != Task.NONE || !deletions.isEmpty();
    }

    /** One step. A failure ends the round; the next one starts over. */
    void step() {
        Asked wanted = deletions.poll();
        if (wanted != null) {
            answer(wanted);
            return;
        }
        if (task == Task.NONE) {
            asked = false;
            recount();
            if (!store.isKeeper()) {
                return;
            }
            task = Task.ABANDON;
        }
        Task current = task;
        task = Task.NONE; // stays so if the step fails
        try {
            task = after(current);
        } finally {
            if (task == Task.NONE) {
                log.tell();
            }
        }
    }

    private Task after(Task current) {
        return switch (current) {
            case NONE -> Task.NONE;
            case ABANDON -> abandonIdle() ? Task.ABANDON : Task.DELETE_OLD;
            case DELETE_OLD -> deleteOld() ? Task.DELETE_OLD : Task.DELETE_OVERSIZE;
            case DELETE_OVERSIZE -> deleteOversize() ? Task.DELETE_OVERSIZE : Task.SHRINK;
            case SHRINK -> store.shrink() ? Task.SHRINK : afterShrinking();
            case OPTIMIZE -> optimize();
        };
    }

    /** What other writers of a shared store have added is in nobody's sums but the store's. */
    private void recount() {
        if (store.isShared()) {
            totals.reset(store.totals());
        }
    }

    private boolean abandonIdle() {
        List<String> idle = store.idleTraces(clock.now() - settings.idleTimeoutMs(), IDLE_MAX);
        if (!idle.isEmpty()) {
            abandon.accept(idle);
        }
        return idle.size() == IDLE_MAX;
    }

    private boolean deleteOld() {
        return settings.retentionMs() != 0
                && delete(clock.trusted() - settings.retentionMs(), DELETED_BYTES_MAX, "older than retention.days");
    }

    /** What is freed is left to new rows until nothing more is to go: to give it back while they come is work for nothing. */
    private boolean deleteOversize() {
        if (settings.databaseBytesMax() == 0) {
            return false;
        }
        long excess = store.usedBytes() - settings.databaseBytesMax();
        return excess > 0
                && delete(
                        Long.MAX_VALUE,
                        Math.min(excess, DELETED_BYTES_MAX),
                        "to keep the database within retention.size_bytes_max");
    }

    private Task afterShrinking() {
        return clock.now() < optimizeAt ? Task.NONE : Task.OPTIMIZE;
    }

    /** Once a day; a failure waits for the next day too. */
    private Task optimize() {
        optimizeAt = clock.now() + OPTIMIZE_MS;
        store.optimize();
        return Task.NONE;
    }

    private boolean delete(long receivedBefore, long bytesMax, String because) {
        return deleted(store.deleteOldest(receivedBefore, DELETED_ROWS_MAX, bytesMax), because);
    }

    /** Whether there was anything to delete. */
    private boolean deleted(Deletion deleted, String because) {
        if (deleted.isNothing()) {
            return false;
        }
        log.deleted(deleted, because);
        totals.deleted(deleted);
        cache.forget(Set.copyOf(deleted.traceIds()));
        return true;
    }

    private void answer(Asked wanted) {
        try {
            wanted.answer().complete(deleteOf(wanted.sender()));
        } catch (RuntimeException failure) {
            wanted.answer().fail(BridgeException.of(failure));
        }
    }

    /** Traces that are still open are closed first, once no other is left: nobody will end them. */
    private SenderDeletion deleteOf(String sender) {
        Deletion step = store.deleteOf(sender, DELETED_ROWS_MAX, DELETED_BYTES_MAX);
        if (deleted(step, "that came with the key " + sender)) {
            return new SenderDeletion(step.figures().traces(), false);
        }
        log.tell();
        List<String> open = store.openTraces(sender, IDLE_MAX);
        if (!open.isEmpty()) {
            abandon.accept(open);
        }
        return new SenderDeletion(0, open.isEmpty());
    }
}
