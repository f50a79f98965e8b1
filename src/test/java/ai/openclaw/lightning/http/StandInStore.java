package ai.openclaw.lightning.http;

import ai.openclaw.lightning.model.DayFigures;
import ai.openclaw.lightning.model.LearnedDocuments;
import ai.openclaw.lightning.model.StoredAssignment;
import ai.openclaw.lightning.model.Totals;
import ai.openclaw.lightning.model.TraceDetail;
import ai.openclaw.lightning.model.TraceEvidence;
import ai.openclaw.lightning.model.TracePage;
import ai.openclaw.lightning.model.TraceQuery;
import ai.openclaw.lightning.model.WriterStatus;
import ai.openclaw.lightning.storage.Changes;
import ai.openclaw.lightning.storage.Deletion;
import ai.openclaw.lightning.storage.NewRows;
import ai.openclaw.lightning.storage.TraceStore;
import ai.openclaw.lightning.storage.WorkingSet;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Only reads: gives what the test put in, and remembers what it was asked. */
final class StandInStore implements TraceStore {

    final List<TraceQuery> asked = new CopyOnWriteArrayList<>();
    final List<TraceDetail.CallsCursor> askedCalls = new CopyOnWriteArrayList<>();
    final List<TraceDetail.RewardsCursor> askedRewards = new CopyOnWriteArrayList<>();
    final Map<String, TraceDetail> details = new HashMap<>();
    volatile Future<TracePage> page = Future.succeededFuture(new TracePage(List.of(), null));

    @Override
    public Future<TracePage> traces(TraceQuery query) {
        asked.add(query);
        return page;
    }

    @Override
    public Future<Optional<TraceDetail>> trace(
            String traceId, TraceDetail.CallsCursor afterCall, TraceDetail.RewardsCursor afterReward) {
        askedCalls.add(afterCall);
        askedRewards.add(afterReward);
        return Future.succeededFuture(Optional.ofNullable(details.get(traceId)));
    }

    @Override
    public Future<Long> beforeNewest(int count) {
        return unused();
    }

    @Override
    public Future<EvidencePage> closedTraces(long afterId, int limit) {
        return unused();
    }

    @Override
    public Future<List<TraceEvidence>> evidence(List<String> traceIds) {
        return unused();
    }

    @Override
    public Future<List<StoredAssignment>> assignments(long afterId, int limit) {
        return unused();
    }

    @Override
    public Future<LearnedDocuments> learned() {
        return unused();
    }

    @Override
    public Future<Void> saveLearned(LearnedDocuments changed) {
        return unused();
    }

    @Override
    public Future<Void> open() {
        return unused();
    }

    @Override
    public Future<Void> close() {
        return unused();
    }

    @Override
    public Future<WriterStatus.StorageInfo> info() {
        return unused();
    }

    @Override
    public Future<Map<Long, DayFigures>> days(long first, int count) {
        return unused();
    }

    @Override
    public Future<Totals> totals() {
        return unused();
    }

    @Override
    public Future<WorkingSet> load(WorkingSet.Keys keys) {
        return unused();
    }

    @Override
    public Future<Void> write(NewRows rows, Function<NewRows.Inserted, Changes> changes) {
        return unused();
    }

    @Override
    public Future<List<String>> idleTraces(long lastEventBefore, int limit) {
        return unused();
    }

    @Override
    public Future<Deletion> deleteOldest(long receivedBefore, int rowsMax, long bytesMax) {
        return unused();
    }

    @Override
    public Future<Long> usedBytes() {
        return unused();
    }

    @Override
    public Future<Boolean> shrink() {
        return unused();
    }

    @Override
    public Future<Void> optimize() {
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> probe() {
        return unused();
    }

    private static <T> Future<T> unused() {
        return Future.failedFuture(new UnsupportedOperationException("HTTP only reads"));
    }
}
