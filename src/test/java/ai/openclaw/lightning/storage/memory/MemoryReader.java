package ai.openclaw.lightning.storage.memory;

import ai.openclaw.lightning.model.AccessKey;
import ai.openclaw.lightning.model.ArmTools;
import ai.openclaw.lightning.model.FailureSample;
import ai.openclaw.lightning.model.LatestTraces;
import ai.openclaw.lightning.model.Series;
import ai.openclaw.lightning.model.SeriesQuery;
import ai.openclaw.lightning.model.SessionPage;
import ai.openclaw.lightning.model.ToolUse;
import ai.openclaw.lightning.model.TraceDetail;
import ai.openclaw.lightning.model.TraceDetail.CallsCursor;
import ai.openclaw.lightning.model.TraceDetail.RewardsCursor;
import ai.openclaw.lightning.model.TracePage;
import ai.openclaw.lightning.model.TraceQuery;
import ai.openclaw.lightning.storage.TraceReader;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Reads for clients, answered at once. */
record MemoryReader(Memory memory) implements TraceReader {

    @Override
    public Future<TracePage> traces(TraceQuery query) {
        return memory.answered(() -> MemoryReads.page(memory.traces, query));
    }

    @Override
    public Future<Optional<TraceDetail>> trace(String traceId, CallsCursor afterCall, RewardsCursor afterReward) {
        return memory.answered(() -> Optional.ofNullable(memory.traces.get(traceId))
                .map(trace -> MemoryReads.detail(trace, afterCall, afterReward)));
    }

    @Override
    public Future<Series> series(SeriesQuery query) {
        return memory.answered(() -> {
            Series kept = memory.figures.series(query);
            return query.labels() == null ? kept : MemoryLabels.series(memory.traces, query, kept);
        });
    }

    @Override
    public Future<SessionPage> sessions(TraceQuery query) {
        return memory.answered(() -> MemoryOverview.sessions(memory.traces, query));
    }

    @Override
    public Future<List<ToolUse>> tools(LatestTraces which) {
        return memory.answered(() -> MemoryOverview.tools(memory.traces, which));
    }

    @Override
    public Future<FailureSample> failures(LatestTraces which) {
        return memory.answered(() -> MemoryOverview.failures(memory.traces, which));
    }

    @Override
    public Future<ArmTools> armTools(ArmTools.Query query) {
        return memory.answered(() -> MemoryArms.tools(memory.traces, query));
    }

    @Override
    public Future<List<AccessKey>> keys() {
        return memory.answered(() -> List.copyOf(memory.keys.values()));
    }
}
