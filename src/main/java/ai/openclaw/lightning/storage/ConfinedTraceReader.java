package ai.openclaw.lightning.storage;

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
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** A reader that keeps to its contract's threads and failures even where the store behind it does not. */
public final class ConfinedTraceReader implements TraceReader {

    private final TraceReader store;

    private ConfinedTraceReader(TraceReader store) {
        this.store = store;
    }

    /** That reader, confined; one that is already stays as it is. */
    public static TraceReader of(TraceReader store) {
        return store instanceof ConfinedTraceReader ? store : new ConfinedTraceReader(store);
    }

    @Override
    public Future<TracePage> traces(TraceQuery query) {
        return Confinement.of(() -> store.traces(query));
    }

    @Override
    public Future<Optional<TraceDetail>> trace(
            String traceId, TraceDetail.CallsCursor afterCall, TraceDetail.RewardsCursor afterReward) {
        return Confinement.of(() -> store.trace(traceId, afterCall, afterReward));
    }

    @Override
    public Future<Series> series(SeriesQuery query) {
        return Confinement.of(() -> store.series(query));
    }

    @Override
    public Future<SessionPage> sessions(TraceQuery query) {
        return Confinement.of(() -> store.sessions(query));
    }

    @Override
    public Future<FailureSample> failures(LatestTraces which) {
        return Confinement.of(() -> store.failures(which));
    }

    @Override
    public Future<List<ToolUse>> tools(LatestTraces which) {
        return Confinement.of(() -> store.tools(which));
    }

    @Override
    public Future<ArmTools> armTools(ArmTools.Query query) {
        return Confinement.of(() -> store.armTools(query));
    }

    @Override
    public Future<List<AccessKey>> keys() {
        return Confinement.of(store::keys);
    }
}
