package ai.openclaw.lightning.writer;

import ai.openclaw.lightning.bus.Bus;
import ai.openclaw.lightning.bus.Registration;
import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import ai.openclaw.lightning.model.ClosedTraces;
import ai.openclaw.lightning.model.Learned;
import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.model.WriteReply;
import ai.openclaw.lightning.model.WriteRequest;
import ai.openclaw.lightning.model.WriterStatus;
import ai.openclaw.lightning.model.WriterStatus.Counters;
import ai.openclaw.lightning.model.Written;
import ai.openclaw.lightning.storage.TraceStore;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only one that writes. Group commit: while one transaction commits, requests wait in a bounded queue; then all of
 * them are the next transaction, and each is answered after it. Nothing lingers when idle. All state belongs to the
 * verticle's event loop; the database work runs on Vert.x's worker pool.
 */
public final class WriterVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(WriterVerticle.class);

    /** How often storage that can't take writes is tried again. */
    private static final long PROBE_MS = 5_000;

    private static final long UPKEEP_MS = 30_000;

    /** The least time between two steps of upkeep while requests wait: most of the time is theirs. */
    private static final long UPKEEP_PAUSE_MS = 20;

    /** The least time between two saves of the optimizer while requests wait. */
    private static final long SAVE_PAUSE_MS = 200;

    private final Bus bus;
    private final TraceStore store;
    private final WriterSettings settings;
    private final LongSupplier clock;
    private final Supplier<String> newTraceIds;

    private final TraceCache cache = new TraceCache();
    private final RunningTotals totals = new RunningTotals();
    private final WriteQueue<Pending> queue;
    private final Upkeep upkeep;
    private final List<Registration> consumers = new ArrayList<>();

    private boolean working;

    /** Whether the figures and the cache speak of the file that is open. */
    private boolean loaded;

    private boolean probeDue;
    private long lastUpkeepStep;
    private long lastSave;

    /** Events of the batch that is being stored. */
    private int committing;

    private Promise<Void> stopped;
    private BridgeException problem;
    private long accepted;
    private long stored;
    private long duplicates;
    private long failed;
    private long rejected;
    private long batches;

    /** What the optimizer wants stored. It has few of them under way, each after the answer to the one before. */
    private final ArrayDeque<Save> saves = new ArrayDeque<>();

    private record Save(Learned changed, Promise<Boolean> answer) {}

    /** A request and where its answer goes. */
    private record Pending(WriteRequest request, Promise<WriteReply> answer) {}

    /**
     * Makes the writer; it works once deployed.
     *
     * @param store open already
     * @param clock the bridge's clock, epoch milliseconds
     * @param newTraceIds makes a trace id that was never used
     */
    public WriterVerticle(
            Bus bus, TraceStore store, WriterSettings settings, LongSupplier clock, Supplier<String> newTraceIds) {
        this.bus = bus;
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        this.newTraceIds = newTraceIds;
        this.queue = new WriteQueue<>(
                settings.queueEventsMax(),
                settings.queueBytesMax(),
                pending -> pending.request().events().size(),
                pending -> pending.request().contentBytes());
        this.upkeep = new Upkeep(store, settings, clock);
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(PROBE_MS, timer -> probeIfUnwell());
        vertx.setPeriodic(UPKEEP_MS, timer -> upkeepDue());
        return load().onSuccess(v -> {
            consumers.add(bus.onWrite(this::write));
            consumers.add(bus.onStatus(question -> status()));
            consumers.add(bus.onSave(this::save));
            upkeepDue();
        });
    }

    /** Takes nothing new, and completes when all that was taken is answered. */
    @Override
    public Future<?> stop() {
        stopped = Promise.promise();
        next();
        return Future.all(consumers.stream().map(Registration::end).toList()).eventually(stopped::future);
    }

    /** Tries again whether writes work, if they don't. */
    void probeIfUnwell() {
        context.runOnContext(v -> {
            probeDue = problem != null;
            next();
        });
    }

    /** Looks for something to abandon, delete or give back. */
    void upkeepDue() {
        context.runOnContext(v -> {
            upkeep.due();
            next();
        });
    }

    private Future<WriteReply> write(WriteRequest request) {
        Pending pending = new Pending(request, Promise.promise());
        if (!queue.offer(pending)) {
            rejected += request.events().size();
            return Future.failedFuture(new BridgeException(Kind.BUSY, "too many events are waiting to be stored"));
        }
        accepted += request.events().size();
        next();
        return pending.answer().future();
    }

    private Future<WriterStatus> status() {
        return store.info()
                .recover(gone -> Future.succeededFuture(new WriterStatus.StorageInfo("unavailable", 0, 0)))
                .map(info -> new WriterStatus(
                        problem == null ? null : problem.getMessage(),
                        totals.snapshot(),
                        new Counters(accepted, stored, duplicates, failed, rejected, batches),
                        new WriterStatus.Queue(
                                queue.events() + committing,
                                queue.bytes(),
                                settings.queueEventsMax(),
                                settings.queueBytesMax()),
                        info));
    }

    /** Starts the next piece of work unless one is under way; each comes back here when it is done. */
    private void next() {
        if (working) {
            return;
        }
        boolean upkeepTurn = upkeep.isDue()
                && stopped == null
                && problem == null
                && (queue.isEmpty() || clock.getAsLong() - lastUpkeepStep >= UPKEEP_PAUSE_MS);
        if (probeDue) {
            probeDue = false;
            work(this::probe);
        } else if (upkeepTurn) {
            work(this::upkeepStep);
        } else if (!saves.isEmpty() && (queue.isEmpty() || clock.getAsLong() - lastSave >= SAVE_PAUSE_MS)) {
            Save save = saves.remove();
            work(() -> store(save));
        } else if (!queue.isEmpty()) {
            List<Pending> batch = queue.drain(settings.batchEventsMax());
            work(() -> commit(batch));
        } else if (stopped != null) {
            stopped.tryComplete();
        }
    }

    /** A new turn of the event loop for what comes next: what has arrived meanwhile joins the next batch. */
    private void work(Supplier<Future<?>> piece) {
        working = true;
        Future.succeededFuture()
                .compose(v -> piece.get())
                .onComplete(done -> context.runOnContext(v -> {
                    working = false;
                    next();
                }));
    }

    private Future<Void> upkeepStep() {
        return upkeep.step(this::abandon, cache, totals)
                .onFailure(failure -> LOG.warn("upkeep is put off: {}", failure.getMessage()))
                .onComplete(done -> lastUpkeepStep = clock.getAsLong());
    }

    private Future<Boolean> save(Learned changed) {
        Save save = new Save(changed, Promise.promise());
        saves.add(save);
        next();
        return save.answer().future();
    }

    /** The optimizer tries again by itself, so a failure is its own and says nothing of the events' health. */
    private Future<Void> store(Save save) {
        return store.saveLearned(save.changed())
                .onComplete(done -> lastSave = clock.getAsLong())
                .onSuccess(v -> save.answer().complete(true))
                .recover(failure -> {
                    save.answer().fail(BridgeException.of(failure));
                    return Future.succeededFuture();
                });
    }

    private Future<Void> commit(List<Pending> batch) {
        List<TraceEvent> events = new ArrayList<>();
        batch.forEach(pending -> events.addAll(pending.request().events()));
        committing += events.size();
        return store(events, List.of())
                .onComplete(done -> committing -= events.size())
                .onSuccess(written -> {
                    int from = 0;
                    for (Pending pending : batch) {
                        int to = from + pending.request().events().size();
                        pending.answer().complete(new WriteReply(written.subList(from, to)));
                        from = to;
                    }
                })
                .<Void>mapEmpty()
                .recover(failure -> failedBatch(batch, BridgeException.of(failure)));
    }

    /** Stores events and abandons idle traces in one transaction; what became of the events, in their order. */
    private Future<List<Written>> store(List<TraceEvent> events, List<String> idle) {
        return loadMissing(events, idle).compose(v -> {
            BatchPlan plan = new BatchPlan(cache, totals, newTraceIds, clock.getAsLong());
            events.forEach(plan::add);
            idle.forEach(plan::abandon);
            return store.write(plan.rows(), plan::changes).map(committed -> {
                plan.commit();
                stored += events.size() - plan.duplicates();
                duplicates += plan.duplicates();
                batches++;
                recovered();
                List<String> closed = plan.closed();
                if (!closed.isEmpty()) {
                    bus.closed(new ClosedTraces(closed));
                }
                return plan.written();
            });
        });
    }

    private Future<Void> loadMissing(List<TraceEvent> events, List<String> idle) {
        if (!loaded) {
            return Future.failedFuture(problem);
        }
        var missing = cache.missing(events, idle);
        return missing.isEmpty()
                ? Future.succeededFuture()
                : store.load(missing).map(known -> {
                    cache.add(missing, known);
                    return null;
                });
    }

    private Future<Void> abandon(List<String> idle) {
        return store(List.of(), idle).mapEmpty();
    }

    /** A defect in one request must not take the others with it: then each is tried alone, while the storage works. */
    private Future<Void> failedBatch(List<Pending> batch, BridgeException failure) {
        if (failure.kind() == Kind.INTERNAL && batch.size() > 1) {
            Future<Void> done = Future.succeededFuture();
            for (Pending pending : batch) {
                done = done.compose(v -> problem == null ? commit(List.of(pending)) : fail(pending, problem));
            }
            return done;
        }
        batch.forEach(pending -> fail(pending, failure));
        return failure.kind() == Kind.INTERNAL ? Future.succeededFuture() : unhealthy(failure);
    }

    private Future<Void> fail(Pending pending, BridgeException failure) {
        failed += pending.request().events().size();
        pending.answer().fail(failure);
        return Future.succeededFuture();
    }

    private Future<Void> unhealthy(BridgeException failure) {
        if (problem == null || problem.kind() != failure.kind()) {
            LOG.error("writes can't be stored: {}; trying again every {} s", failure.getMessage(), PROBE_MS / 1_000);
        }
        problem = failure;
        return failure.kind() == Kind.STORAGE_GONE && loaded ? reopen() : Future.succeededFuture();
    }

    /** The file may be another one now, or none: what is known of it says nothing any more. */
    private Future<Void> reopen() {
        loaded = false;
        cache.clear();
        return store.close()
                .recover(alreadyBroken -> Future.succeededFuture())
                .compose(v -> store.open())
                .compose(v -> load())
                .onSuccess(v -> probeDue = true)
                .recover(stillGone -> unhealthy(BridgeException.of(stillGone)));
    }

    private Future<Void> load() {
        return store.totals().map(known -> {
            totals.reset(known);
            loaded = true;
            return (Void) null;
        });
    }

    private Future<Void> probe() {
        return loaded
                ? store.probe().onSuccess(v -> recovered()).recover(failure -> unhealthy(BridgeException.of(failure)))
                : reopen();
    }

    private void recovered() {
        if (problem != null) {
            LOG.info("writes are stored again");
            problem = null;
        }
    }
}
