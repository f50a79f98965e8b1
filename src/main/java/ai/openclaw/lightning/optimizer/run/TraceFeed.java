package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.model.StoredAssignment;
import ai.openclaw.lightning.model.TraceEvidence;
import ai.openclaw.lightning.model.TraceOrigin;
import ai.openclaw.lightning.storage.LearningStore;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Reads stored traces into the optimizer's state, page by page: first the newest in one pass, then by id the ones that
 * close or change later. Not thread-safe.
 */
final class TraceFeed {

    /** The most closed traces that wait to be read by id; beyond that, a new pass reads everything. */
    static final int CLOSED_MAX = 20_000;

    private static final int PAGE = 20;
    private static final int ASSIGNMENTS_PAGE = 200;

    private final LearningStore store;
    private final OptimizerState state;
    private final SerialQueue queue;
    private final Throttle throttle;
    private final LongSupplier clock;

    /** A pass reads this many of the newest stored traces. */
    private final int tracesMax;

    /** Of others traces are neither learned from nor counted in experiments. */
    private final Set<TraceOrigin> origins;

    /** Traces closed since a run last moved this set to {@code due}. */
    private final Set<String> closed = new LinkedHashSet<>();

    /** Traces closed before that run, so that it knows their assignments; without them outcomes would be lost. */
    private final Set<String> due = new LinkedHashSet<>();

    private Pass pass = new Pass();
    private boolean tookAllClosed;
    private long assignedUntil;

    /**
     * The progress of one pass over the newest traces. Starting over replaces it, so that a page still under way
     * updates only the discarded pass.
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
        this.origins = parts.settings().origins();
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
            closed.clear(); // far behind: reading everything again costs less than remembering what to read
            startOver();
        }
    }

    /** Reads everything, or for as long as it may; the next run continues from there. */
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

    /** Reads all of them that come, because an outcome must not come before its trace's assignment. */
    private Future<Void> assignments() {
        return store.assignments(assignedUntil, ASSIGNMENTS_PAGE)
                .compose(page -> queue.next(() -> take(page)))
                .compose(size -> size == 0 ? Future.succeededFuture() : assignments());
    }

    private Future<Integer> take(List<StoredAssignment> page) {
        for (StoredAssignment one : page) {
            if (origins.contains(one.labels().askedBy()) && state.assigned(one)) {
                due.add(one.traceId()); // held back, it may have closed long ago
            }
            assignedUntil = one.id();
        }
        return Future.succeededFuture(page.size());
    }

    /** Awaited traces may be older than the newest ones, and may have closed without a message about it. */
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
        traces.stream()
                .filter(trace -> origins.contains(trace.labels().askedBy()))
                .forEach(trace -> state.closed(trace, clock.getAsLong()).ifPresent(closed::add));
        return Future.succeededFuture();
    }

    /** Whether everything stored before the current pass began has been read. */
    boolean isCaughtUp() {
        return pass.caughtUp;
    }

    /** Whether every trace that closed before the last run began has been read. */
    boolean isComplete() {
        return pass.caughtUp && due.isEmpty() && tookAllClosed;
    }

    /** Whether assignments are stored that could not be read yet, and nobody will say when they can. */
    boolean awaitsAssignments() {
        return store.assignmentsHeldBack();
    }

    /** The number of closed traces still to be read. */
    int waiting() {
        return closed.size() + due.size();
    }
}
