package ai.openclaw.lightning.writer;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import ai.openclaw.lightning.model.ClosedTraces;
import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.model.WriteRequest;
import ai.openclaw.lightning.model.Written;
import ai.openclaw.lightning.storage.WorkingSet;
import ai.openclaw.lightning.storage.WriterStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Stores several requests in one transaction and answers each after it. For the write loop's thread, which it blocks. */
final class GroupCommit {

    private final WriterStore store;
    private final TraceCache cache;
    private final RunningTotals totals;
    private final StorageHealth health;
    private final WriterCounters counters;
    private final LongSupplier clock;
    private final Supplier<String> newTraceIds;
    private final Consumer<ClosedTraces> closed;

    /** @param closed hears of traces that are closed, or changed after that, once it is committed */
    GroupCommit(
            WriterStore store,
            TraceCache cache,
            RunningTotals totals,
            StorageHealth health,
            WriterCounters counters,
            LongSupplier clock,
            Supplier<String> newTraceIds,
            Consumer<ClosedTraces> closed) {
        this.store = store;
        this.cache = cache;
        this.totals = totals;
        this.health = health;
        this.counters = counters;
        this.clock = clock;
        this.newTraceIds = newTraceIds;
        this.closed = closed;
    }

    /** Stores the requests, or answers why not. */
    void commit(List<PendingRequest> batch) {
        List<WriteRequest> requests =
                batch.stream().map(PendingRequest::request).toList();
        List<Written> written;
        try {
            written = store(requests, List.of());
        } catch (RuntimeException | Error failure) {
            failed(batch, BridgeException.of(failure));
            return;
        }
        int from = 0;
        for (PendingRequest pending : batch) {
            int to = from + pending.events();
            pending.stored(written.subList(from, to));
            from = to;
        }
    }

    /** Abandons traces that have been idle for too long. */
    void abandon(List<String> idle) {
        store(List.of(), idle);
    }

    /** One transaction; what became of the events, in their order. */
    private List<Written> store(List<WriteRequest> requests, List<String> idle) {
        health.requireLoaded();
        BatchPlan plan = Repetition.of(() -> planned(requests, idle));
        plan.commit();
        counters.committed(plan.written().size(), plan.duplicates());
        health.works();
        List<String> nowClosed = plan.closed();
        if (!nowClosed.isEmpty()) {
            closed.accept(new ClosedTraces(nowClosed));
        }
        return plan.written();
    }

    /** What the store holds now, and the writer does not know yet. */
    private BatchPlan planned(List<WriteRequest> requests, List<String> idle) {
        BatchPlan plan = new BatchPlan(cache, totals, newTraceIds, clock.getAsLong());
        try (WriterStore.Transaction transaction = store.begin()) {
            learn(transaction, requests, idle);
            requests.forEach(request -> request.events().forEach(event -> plan.add(event, request.sender())));
            idle.forEach(plan::abandon);
            transaction.store(plan.changes(transaction.insert(plan.rows())));
            transaction.commit();
        }
        return plan;
    }

    /** Brings into the cache what the plan must know. What others may have changed meanwhile is read again. */
    private void learn(WriterStore.Transaction transaction, List<WriteRequest> requests, List<String> idle) {
        List<TraceEvent> events = new ArrayList<>();
        requests.forEach(request -> events.addAll(request.events()));
        if (store.isShared()) {
            cache.clear();
        }
        WorkingSet.Keys missing = cache.missing(events, idle);
        if (!missing.isEmpty()) {
            cache.add(missing, transaction.load(missing));
        }
    }

    /** A defect in one request must not take the others with it: then each is tried alone, while the storage works. */
    private void failed(List<PendingRequest> batch, BridgeException failure) {
        if (failure.kind() == Kind.INTERNAL && batch.size() > 1) {
            for (PendingRequest pending : batch) {
                if (health.problem() == null) {
                    commit(List.of(pending));
                } else {
                    fail(pending, health.problem());
                }
            }
            return;
        }
        health.failed(failure); // first: who is told of the failure and then asks for the health must hear of it
        batch.forEach(pending -> fail(pending, failure));
    }

    private void fail(PendingRequest pending, BridgeException failure) {
        counters.failed(pending.events());
        pending.failed(failure);
    }
}
