package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.model.StoredAssignment;
import ai.openclaw.lightning.model.TraceEvidence;
import ai.openclaw.lightning.storage.LearningStore;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Reads what is stored, page by page, into the optimizer's state. Not thread-safe. */
final class TraceFeed {

    private static final int PAGE = 20;
    private static final int ASSIGNMENTS_PAGE = 200;

    /** Closed traces to be read; with more of them everything is read again. */
    private static final int CLOSED_MAX = 20_000;

    private final LearningStore store;
    private final OptimizerState state;
    private final SerialQueue queue;
    private final Throttle throttle;
    private final LongSupplier clock;

    /** Closed since the run under way began. */
    private final Set<String> closed = new LinkedHashSet<>();

    /** Closed before it began, so that it knows their assignments: without them outcomes would be lost. */
    private final Set<String> due = new LinkedHashSet<>();

    /** Of the traces that are stored already the newest so many are read. */
    private final int tracesMax;

    private boolean isFirst = true;
    private boolean begun;
    private boolean caughtUp;
    private long readUntil;
    private long assignedUntil;

    TraceFeed(OptimizerParts parts, OptimizerState state, SerialQueue queue, Throttle throttle) {
        this.store = parts.store();
        this.clock = parts.clock();
        this.tracesMax = parts.settings().tracesMax();
        this.state = state;
        this.queue = queue;
        this.throttle = throttle;
        this.assignedUntil = state.assignedUntil();
    }

    /** The next run begins with the newest traces, as if none had been read. */
    void startOver() {
        begun = false;
        caughtUp = false;
    }

    /** These traces were closed, or changed after that. */
    void heard(Collection<String> traceIds) {
        closed.addAll(traceIds);
        if (closed.size() > CLOSED_MAX) {
            closed.clear();
            closed.addAll(state.waiting());
            begun = true;
            caughtUp = false;
            readUntil = 0; // far behind: reading everything in order costs less than remembering what to read
        }
    }

    /** Reads until all is read, or for as long as it may; the next run goes on there. */
    Future<Void> run(BooleanSupplier mayGoOn) {
        due.addAll(closed);
        closed.clear();
        return assignments().compose(v -> begin()).compose(v -> stored(mayGoOn)).compose(v -> closed(mayGoOn));
    }

    private Future<Void> begin() {
        return begun
                ? Future.succeededFuture()
                : store.beforeNewest(tracesMax).map(before -> {
                    begun = true;
                    readUntil = before;
                    return null;
                });
    }

    /** To the end: an outcome of a trace whose assignment is not known yet would be lost. */
    private Future<Void> assignments() {
        return store.assignments(assignedUntil, ASSIGNMENTS_PAGE)
                .compose(page -> queue.next(() -> take(page)))
                .compose(size -> size == 0 ? Future.succeededFuture() : assignments())
                .onSuccess(v -> {
                    if (isFirst) {
                        isFirst = false;
                        due.addAll(state.waiting()); // closed before the start, maybe
                    }
                });
    }

    private Future<Integer> take(List<StoredAssignment> page) {
        for (StoredAssignment one : page) {
            state.assigned(one);
            assignedUntil = one.id();
        }
        return Future.succeededFuture(page.size());
    }

    private Future<Void> stored(BooleanSupplier mayGoOn) {
        if (caughtUp || !mayGoOn.getAsBoolean()) {
            return Future.succeededFuture();
        }
        return throttle.throttled(() -> store.closedTraces(readUntil, PAGE)
                        .compose(page -> queue.next(() -> learn(page.traces())).map(page)))
                .compose(page -> {
                    readUntil = page.last();
                    caughtUp = !page.more();
                    return stored(mayGoOn);
                });
    }

    private Future<Void> closed(BooleanSupplier mayGoOn) {
        if (!caughtUp || due.isEmpty() || !mayGoOn.getAsBoolean()) {
            return Future.succeededFuture();
        }
        List<String> page = due.stream().limit(PAGE).toList();
        return throttle.throttled(() -> store.evidence(page)
                        .compose(traces -> queue.next(() -> learn(traces)).map(traces)))
                .compose(traces -> {
                    traces.forEach(trace -> due.remove(trace.traceId()));
                    if (traces.isEmpty()) {
                        page.forEach(due::remove); // none of these is closed
                    }
                    return closed(mayGoOn);
                });
    }

    private Future<Void> learn(List<TraceEvidence> traces) {
        traces.forEach(trace -> state.closed(trace, clock.getAsLong()));
        return Future.succeededFuture();
    }

    /** Whether all that was stored before the start has been read. */
    boolean isCaughtUp() {
        return caughtUp;
    }

    /** Whether all that was closed before the last run began has been read. */
    boolean isComplete() {
        return caughtUp && due.isEmpty();
    }

    /** Closed traces to be read. */
    int waiting() {
        return closed.size() + due.size();
    }
}
