package ai.openclaw.lightning.writer;

import ai.openclaw.lightning.bus.Bus;
import ai.openclaw.lightning.bus.Registration;
import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import ai.openclaw.lightning.model.WriteReply;
import ai.openclaw.lightning.model.WriteRequest;
import ai.openclaw.lightning.model.WriterStatus;
import ai.openclaw.lightning.storage.WriterStore;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * The only one that writes. Group commit: while one transaction commits, requests wait in a bounded queue; then all of
 * them are the next transaction, and each is answered after it. Nothing lingers when idle. This verticle takes requests
 * and says how it is, at once, on its event loop; the {@link WriteLoop} stores them on a thread of its own, which goes
 * from one transaction to the next without a trip to the event loop.
 */
public final class WriterVerticle extends VerticleBase {

    private static final long UPKEEP_MS = 30_000;

    /** So often the figures of other bridges are read anew. */
    private static final long SHARED_UPKEEP_MS = 2_000;

    private final Bus bus;
    private final WriterStore store;
    private final WriterSettings settings;
    private final BridgeClock clock;
    private final Supplier<String> newTraceIds;

    private final TraceCache cache = new TraceCache();
    private final RunningTotals totals = new RunningTotals();
    private final WriterCounters counters = new WriterCounters();
    private final WriteQueue<PendingRequest> queue;
    private final StorageHealth health;
    private final List<Registration> consumers = new ArrayList<>();

    private WorkerExecutor thread;
    private WriteLoop loop;

    /**
     * Makes the writer; it works once deployed.
     *
     * @param store open already
     * @param clock for this writer alone
     * @param newTraceIds makes a trace id that was never used
     */
    public WriterVerticle(
            Bus bus, WriterStore store, WriterSettings settings, BridgeClock clock, Supplier<String> newTraceIds) {
        this.bus = bus;
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        this.newTraceIds = newTraceIds;
        this.queue = new WriteQueue<>(
                settings.queueEventsMax(),
                settings.queueBytesMax(),
                PendingRequest::events,
                pending -> pending.request().contentBytes());
        this.health = new StorageHealth(store, cache, totals);
    }

    @Override
    public Future<?> start() {
        thread = vertx.createSharedWorkerExecutor("lightning-writer", 1);
        loop = loop(this::onThread);
        vertx.setPeriodic(StorageHealth.PROBE_MS, timer -> probeIfUnwell());
        vertx.setPeriodic(store.isShared() ? SHARED_UPKEEP_MS : UPKEEP_MS, timer -> upkeepDue());
        return onThread(health::load).map(loaded -> {
            consumers.add(bus.onWrite(this::write));
            consumers.add(bus.onStatus(question -> status()));
            consumers.add(bus.onTurn(question -> turn()));
            consumers.add(bus.onSave(changed -> loop.save(transaction -> {
                transaction.save(changed);
                return true;
            })));
            consumers.add(bus.onAddKey(key -> loop.save(transaction -> transaction.add(key))));
            consumers.add(bus.onForget(noteId -> loop.save(transaction -> {
                transaction.forget(noteId);
                return true;
            })));
            consumers.add(bus.onDeleteSender(loop::delete));
            consumers.add(bus.onRevokeKey(name -> loop.save(transaction -> transaction.revoke(name))));
            upkeepDue();
            return null;
        });
    }

    private Future<Void> onThread(Runnable task) {
        return thread.executeBlocking(
                () -> {
                    task.run();
                    return null;
                },
                false);
    }

    private WriteLoop loop(Executor executor) {
        GroupCommit commits =
                new GroupCommit(store, cache, totals, health, counters, clock::now, newTraceIds, bus::closed);
        Upkeep upkeep = new Upkeep(store, settings, clock, commits::abandon, cache, totals);
        return new WriteLoop(
                executor,
                (ms, task) -> vertx.setTimer(ms, id -> task.run()),
                store,
                queue,
                commits,
                health,
                upkeep,
                clock::now,
                settings.batchEventsMax());
    }

    /** Takes nothing new, and completes when all that was taken is answered. */
    @Override
    public Future<?> stop() {
        return Future.all(consumers.stream().map(Registration::end).toList())
                .eventually(loop::stop)
                .eventually(() -> onThread(clock::save))
                .eventually(thread::close);
    }

    /** Tries again whether writes work, if they don't. */
    void probeIfUnwell() {
        if (health.problem() != null || info().problem() != null) {
            loop.probe();
        }
    }

    /** Looks for something to abandon, delete or give back. */
    void upkeepDue() {
        loop.upkeepDue();
    }

    private Future<List<WriteReply>> write(List<WriteRequest> requests) {
        ReplyCollector replies = new ReplyCollector(requests.size());
        for (int i = 0; i < requests.size(); i++) {
            PendingRequest pending = new PendingRequest(requests.get(i), replies, i);
            counters.accepted(pending.events()); // first: once it is offered it may be stored at any moment
            if (!queue.offer(pending)) {
                counters.rejected(pending.events());
                pending.failed(new BridgeException(Kind.BUSY, "too many events are waiting to be stored"));
            }
        }
        loop.wake();
        return replies.all();
    }

    /** On the thread that stores, behind what it does now: it is that one that may hang. */
    private Future<Boolean> turn() {
        return health.isReopening()
                ? Future.succeededFuture(false)
                : thread.executeBlocking(() -> health.problem() == null, false);
    }

    private Future<WriterStatus> status() {
        BridgeException problem = health.problem();
        WriterStatus.Counters counted = counters.snapshot();
        WriterStatus.StorageInfo storage = info();
        return Future.succeededFuture(new WriterStatus(
                problem == null ? storage.problem() : problem.getMessage(),
                totals.snapshot(),
                counted,
                new WriterStatus.Queue(
                        (int) counted.waiting(), queue.bytes(), settings.queueEventsMax(), settings.queueBytesMax()),
                storage));
    }

    private WriterStatus.StorageInfo info() {
        try {
            return store.info();
        } catch (RuntimeException gone) {
            return new WriterStatus.StorageInfo("unavailable", 0, 0);
        }
    }
}
