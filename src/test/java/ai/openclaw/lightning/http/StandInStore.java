package ai.openclaw.lightning.http;

import ai.openclaw.lightning.model.AccessKey;
import ai.openclaw.lightning.model.ArmTools;
import ai.openclaw.lightning.model.FailureSample;
import ai.openclaw.lightning.model.LatestTraces;
import ai.openclaw.lightning.model.Series;
import ai.openclaw.lightning.model.SeriesQuery;
import ai.openclaw.lightning.model.SessionPage;
import ai.openclaw.lightning.model.ToolUse;
import ai.openclaw.lightning.model.TraceDetail;
import ai.openclaw.lightning.model.TracePage;
import ai.openclaw.lightning.model.TraceQuery;
import ai.openclaw.lightning.storage.TraceReader;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Only reads: gives what the test put in, and remembers what it was asked. */
final class StandInStore implements TraceReader {

    final List<TraceQuery> asked = new CopyOnWriteArrayList<>();
    final List<TraceDetail.CallsCursor> askedCalls = new CopyOnWriteArrayList<>();
    final List<TraceDetail.RewardsCursor> askedRewards = new CopyOnWriteArrayList<>();
    final Map<String, TraceDetail> details = new HashMap<>();
    final List<LatestTraces> askedLatest = new CopyOnWriteArrayList<>();
    final List<SeriesQuery> askedSeries = new CopyOnWriteArrayList<>();
    volatile Series series = Series.NONE;
    volatile SessionPage sessions = new SessionPage(List.of(), null);
    volatile FailureSample failures = new FailureSample(List.of(), List.of(), 0, true);
    volatile List<ToolUse> tools = List.of();
    final List<ArmTools.Query> askedArms = new CopyOnWriteArrayList<>();
    volatile ArmTools armTools = new ArmTools(0, 0, List.of(), true);
    volatile List<AccessKey> keys = List.of();
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
    public Future<Series> series(SeriesQuery query) {
        askedSeries.add(query);
        return Future.succeededFuture(series);
    }

    @Override
    public Future<SessionPage> sessions(TraceQuery query) {
        asked.add(query);
        return Future.succeededFuture(sessions);
    }

    @Override
    public Future<FailureSample> failures(LatestTraces which) {
        askedLatest.add(which);
        return Future.succeededFuture(failures);
    }

    @Override
    public Future<List<ToolUse>> tools(LatestTraces which) {
        askedLatest.add(which);
        return Future.succeededFuture(tools);
    }

    @Override
    public Future<ArmTools> armTools(ArmTools.Query query) {
        askedArms.add(query);
        return Future.succeededFuture(armTools);
    }

    @Override
    public Future<List<AccessKey>> keys() {
        return Future.succeededFuture(keys);
    }
}
