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

/**
 * Reads what is stored, page by page, into the optimizer's state: first the newest traces in one pass, then by their ids
 * those that are closed or change later. Not thread-safe.
 */
final class TraceFeed {

    /** Traces that were closed and are not read yet; when there are more, a new pass reads them. */
    static final int CLOSED_MAX = 20_000;

    private static final int PAGE = 20;
    private static final int ASSIGNMENTS_PAGE = 200;

    private final LearningStore store;
    private final OptimizerState state;
    private final SerialQueue queue;
    private final Throttle throttle;
    private final LongSupplier clock;

    /** Of the traces that are stored already the newest so many are read. */
    private final int tracesMax;

    /** Closed since the run that took the last of them began. */
    private final Set<String> closed = new LinkedHashSet<>();

    /** Closed before it began, so that their assignments are known: without them outcomes would be lost. */
    private final Set<String> due = new LinkedHashSet<>();

    private Pass pass = new Pass();
    private boolean tookAllClosed;
    private long assignedUntil;

    /**
     * How far one reading of the newest traces has come. Starting over takes a new one, so that a page still under way moves
     * a pass that nobody looks at any more.
     */
    private static final class Pass {
        boolean begun;
        boolean caughtUp;
        long readUntil;
    }

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
        pass = new Pass();
    }

    /** Notes traces that were closed, or changed after they were closed. */
    void heard(Collection<String> traceIds) {
        closed.addAll(traceIds);
        if (closed.size() > CLOSED_MAX) {
            closed.clear(); // far behind: reading anew costs less than remembering what to read
            startOver();
        }
    }

    /** Reads until all is read, or for as long as it may; the next run goes on there. */
    Future<Void> run(BooleanSupplier mayGoOn) {
        Pass current = pass;
        tookAllClosed = due.isEmpty() || closed.isEmpty();
        if (tookAllClosed) {
            due.addAll(closed);
            closed.clear();
        }
        return assignments()
                .compose(v -> begin(current))
                .compose(v -> newest(current, mayGoOn))
                .compose(v -> due(current, mayGoOn));
    }

    /** To the end: an outcome of a trace whose assignment is not known yet would be lost. */
    private Future<Void> assignments() {
        return store.assignments(assignedUntil, ASSIGNMENTS_PAGE)
                .compose(page -> queue.next(() -> take(page)))
                .compose(size -> size == 0 ? Future.succeededFuture() : assignments());
    }

    private Future<Integer> take(List<StoredAssignment> page) {
        for (StoredAssignment one : page) {
            state.assigned(one);
            assignedUntil = one.id();
        }
        return Future.succeededFuture(page.size());
    }

    /** What experiments wait for may be older than the newest traces, and closed without anybody having heard of it. */
    private Future<Void> begin(Pass current) {
        return current.begun
                ? Future.succeededFuture()
                : store.beforeNewest(tracesMax).map(before -> {
                    due.addAll(state.waiting());
                    current.readUntil = before;
                    current.begun = true;
                    return null;
                });
    }

    private Future<Void> newest(Pass current, BooleanSupplier mayGoOn) {
        if (current.caughtUp || current != pass || !mayGoOn.getAsBoolean()) {
            return Future.succeededFuture();
        }
        return throttle.throttled(() -> store.closedTraces(current.readUntil, PAGE)
                        .compose(page -> queue.next(() -> learn(page.traces())).map(page)))
                .compose(page -> {
                    current.readUntil = page.last();
                    current.caughtUp = !page.more();
                    return newest(current, mayGoOn);
                });
    }

    private Future<Void> due(Pass current, BooleanSupplier mayGoOn) {
        if (!current.caughtUp || current != pass || due.isEmpty() || !mayGoOn.getAsBoolean()) {
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
                    return due(current, mayGoOn);
                });
    }

    private Future<Void> learn(List<TraceEvidence> traces) {
        traces.forEach(trace -> state.closed(trace, clock.getAsLong()));
        return Future.succeededFuture();
    }

    /** Whether all that was stored before the current pass began has been read. */
    boolean isCaughtUp() {
        return pass.caughtUp;
    }

    /** Whether all that was closed before the last run began has been read. */
    boolean isComplete() {
        return pass.caughtUp && due.isEmpty() && tookAllClosed;
    }

    /** Closed traces to be read. */
    int waiting() {
        return closed.size() + due.size();
    }
}
