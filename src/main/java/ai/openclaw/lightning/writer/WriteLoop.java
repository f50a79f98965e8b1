package ai.openclaw.lightning.writer;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.SenderDeletion;
import ai.openclaw.lightning.storage.WriterStore;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what the one writing thread does next, piece by piece: a batch of requests, a save of the optimizer, a step
 * of upkeep, a probe of storage that is unwell. While a piece is at work on that thread, others are asked for from any
 * thread; the thread is taken while there is work, and given back when there is none.
 */
final class WriteLoop {

    private static final Logger LOG = LoggerFactory.getLogger(WriteLoop.class);

    /** After which the thread is given back and taken again, so that one that hangs can be told from a busy one. */
    private static final long TURN_NANOSECONDS = TimeUnit.SECONDS.toNanos(1);

    /** How many times as long as a step of upkeep took the next one waits: the thread's time is the requests'. */
    private static final long UPKEEP_REST = 2;

    /** The least time between two saves of the optimizer while requests wait. */
    private static final long SAVE_PAUSE_MS = 200;

    /** Runs a task later, on any thread. */
    interface Timer {
        void after(long ms, Runnable task);
    }

    private final Executor thread;
    private final Timer timer;
    private final WriterStore store;
    private final WriteQueue<PendingRequest> queue;
    private final GroupCommit commits;
    private final StorageHealth health;
    private final Upkeep upkeep;
    private final LongSupplier clock;
    private final int batchEventsMax;

    /** Whether the thread is taken, or will be in a moment. */
    private final AtomicBoolean awake = new AtomicBoolean();

    private final AtomicBoolean probeDue = new AtomicBoolean();
    private final Promise<Void> stopped = Promise.promise();

    /** What is stored beside events. The optimizer has few of them under way, each after the answer to the one before. */
    private final Queue<Save> saves = new ConcurrentLinkedQueue<>();

    private volatile boolean stopping;
    private boolean probedLast;
    private long upkeepRestsUntil = System.nanoTime();
    private long lastSave;

    private record Save(Function<WriterStore.Transaction, Boolean> change, Promise<Boolean> answer) {}

    /** @param thread runs one task at a time, each seeing what the one before did */
    WriteLoop(
            Executor thread,
            Timer timer,
            WriterStore store,
            WriteQueue<PendingRequest> queue,
            GroupCommit commits,
            StorageHealth health,
            Upkeep upkeep,
            LongSupplier clock,
            int batchEventsMax) {
        this.thread = thread;
        this.timer = timer;
        this.store = store;
        this.queue = queue;
        this.commits = commits;
        this.health = health;
        this.upkeep = upkeep;
        this.clock = clock;
        this.batchEventsMax = batchEventsMax;
    }

    /** There may be something to do. */
    void wake() {
        if (awake.compareAndSet(false, true)) {
            thread.execute(this::turn);
        }
    }

    /** Stores what is no event, in a transaction of its own; what the change says is the answer. */
    Future<Boolean> save(Function<WriterStore.Transaction, Boolean> change) {
        Save save = new Save(change, Promise.promise());
        saves.add(save);
        wake();
        return save.answer().future();
    }

    /** Tries whether writes work. */
    void probe() {
        probeDue.set(true);
        wake();
    }

    /** Looks for something to abandon, delete or give back. */
    void upkeepDue() {
        upkeep.due();
        wake();
    }

    /** A step of deleting what came from that sender, at upkeep's next turn. Fails at once where nothing can be written. */
    Future<SenderDeletion> delete(String sender) {
        if (health.problem() != null) {
            return Future.failedFuture(health.problem());
        }
        Future<SenderDeletion> step = upkeep.delete(sender);
        wake();
        return step;
    }

    /** Completes when all that was asked for is done, but for upkeep, which can wait for the next start. */
    Future<Void> stop() {
        stopping = true;
        wake();
        return stopped.future();
    }

    private void turn() {
        long end = System.nanoTime() + TURN_NANOSECONDS;
        while (piece()) {
            if (System.nanoTime() - end > 0) {
                thread.execute(this::turn);
                return;
            }
        }
        awake.set(false);
        // Whoever asked for something just before that line found the thread taken.
        if (hasWork()) {
            wake();
        } else if (stopping) {
            stopped.tryComplete();
        }
    }

    private boolean hasWork() {
        return probeDue.get() || upkeepTurn() || !saves.isEmpty() || !queue.isEmpty();
    }

    private boolean upkeepTurn() {
        return upkeep.isDue() && !stopping && health.problem() == null && System.nanoTime() - upkeepRestsUntil >= 0;
    }

    /** While a lock is held elsewhere a probe takes as long as it is until the next one: requests get every other turn. */
    private boolean probeTurn() {
        probedLast = !(probedLast && !queue.isEmpty()) && probeDue.getAndSet(false);
        return probedLast;
    }

    /** The most urgent piece of work; whether there was any. A defect in one must not end the loop. */
    private boolean piece() {
        try {
            return pieceOfWork();
        } catch (RuntimeException | Error defect) {
            LOG.error("a writer task failed", defect);
            return true;
        }
    }

    private boolean pieceOfWork() {
        if (probeTurn()) {
            health.probe();
        } else if (upkeepTurn()) {
            upkeepStep();
        } else if (!saves.isEmpty() && (queue.isEmpty() || clock.getAsLong() - lastSave >= SAVE_PAUSE_MS)) {
            store(saves.remove());
        } else if (!queue.isEmpty()) {
            commits.commit(queue.drain(batchEventsMax));
        } else {
            return false;
        }
        return true;
    }

    private void upkeepStep() {
        long began = System.nanoTime();
        try {
            upkeep.step();
        } catch (RuntimeException failure) {
            LOG.warn("maintenance is postponed: {}", failure.getMessage());
        } finally {
            long now = System.nanoTime();
            long rest = UPKEEP_REST * (now - began);
            upkeepRestsUntil = now + rest;
            timer.after(
                    TimeUnit.NANOSECONDS.toMillis(rest) + 1,
                    this::wakeUnlessStopping); // who asks meanwhile wakes in vain
        }
    }

    private void wakeUnlessStopping() {
        if (!stopping) {
            wake();
        }
    }

    /** The optimizer tries again by itself, so a failure is its own and says nothing of the events' health. */
    private void store(Save save) {
        try {
            save.answer().complete(Repetition.of(() -> saved(save.change())));
        } catch (RuntimeException failure) {
            save.answer().fail(BridgeException.of(failure));
        } finally {
            lastSave = clock.getAsLong();
        }
    }

    private boolean saved(Function<WriterStore.Transaction, Boolean> change) {
        try (WriterStore.Transaction transaction = store.begin()) {
            boolean answer = change.apply(transaction);
            transaction.commit();
            return answer;
        }
    }
}
