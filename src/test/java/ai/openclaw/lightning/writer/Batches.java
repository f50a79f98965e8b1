package ai.openclaw.lightning.writer;

import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.model.RewardSource;
import ai.openclaw.lightning.model.SeriesQuery;
import ai.openclaw.lightning.model.SeriesStep;
import ai.openclaw.lightning.model.Totals;
import ai.openclaw.lightning.model.Trace;
import ai.openclaw.lightning.model.TraceCriteria;
import ai.openclaw.lightning.model.TraceDetail;
import ai.openclaw.lightning.model.TraceDetail.CallsCursor;
import ai.openclaw.lightning.model.TraceDetail.RewardsCursor;
import ai.openclaw.lightning.model.TraceDetail.StoredReward;
import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.model.TraceFigures;
import ai.openclaw.lightning.model.TraceQuery;
import ai.openclaw.lightning.model.WriteReply;
import ai.openclaw.lightning.model.WriteRequest;
import ai.openclaw.lightning.model.Written;
import ai.openclaw.lightning.storage.Store;
import ai.openclaw.lightning.storage.memory.MemoryStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes batches as the writer does, one after another, without Vert.x; and short ways to make events. */
final class Batches {

    static final long NOW = 1_800_000_000_000L;

    final Store store;
    final TraceCache cache = new TraceCache();
    final RunningTotals totals = new RunningTotals();
    private final GroupCommit commits;
    private long made;
    long now = NOW;

    Batches() {
        this(MemoryStore.opened());
    }

    Batches(Store store) {
        this.store = store;
        StorageHealth health = new StorageHealth(store.writer(), cache, totals);
        health.load();
        commits = new GroupCommit(
                store.writer(),
                cache,
                totals,
                health,
                new WriterCounters(),
                () -> now,
                () -> "made" + ++made,
                closed -> {});
    }

    List<Written> write(TraceEvent... events) {
        return write(List.of(events));
    }

    List<Written> write(List<TraceEvent> events) {
        ReplyCollector replies = new ReplyCollector(1);
        commits.commit(List.of(new PendingRequest(WriteRequest.of(events, null), replies, 0)));
        WriteReply reply = replies.all().result().get(0);
        if (reply.failure() != null) {
            throw reply.failure();
        }
        return reply.written();
    }

    void abandon(List<String> idle) {
        commits.abandon(idle);
    }

    Trace trace(String traceId) {
        return detail(traceId).trace();
    }

    TraceDetail detail(String traceId) {
        return store.reader()
                .trace(traceId, CallsCursor.START, RewardsCursor.START)
                .await()
                .orElseThrow();
    }

    List<Trace> all() {
        return store.reader()
                .traces(new TraceQuery(TraceCriteria.NONE, TraceQuery.LIMIT_MAX, null))
                .await()
                .traces();
    }

    /** What the figures must be, counted from what is read back. */
    Totals recomputed() {
        return new Recount(this).totals();
    }

    /** The sums of the first hours of 1970. */
    Map<Long, TraceFigures> byHour(String agentId) {
        return store.reader()
                .series(new SeriesQuery(SeriesStep.HOUR, 0, 24, agentId))
                .await()
                .figures();
    }

    private static StoredReward withoutRowId(StoredReward one) {
        return new StoredReward(
                0,
                one.rewardId(),
                one.source(),
                one.success(),
                one.failure(),
                one.value(),
                one.reward(),
                one.tokensUsed(),
                one.expectedTokens(),
                one.latencyMs(),
                one.userRating(),
                one.metadata(),
                one.timestamp());
    }

    /** Everything that is read back, in an order and with row ids that do not depend on that of the writes. */
    Map<String, List<Object>> content() {
        Map<String, List<Object>> content = new HashMap<>();
        for (Trace trace : all()) {
            TraceDetail detail = detail(trace.traceId());
            List<Object> all = new ArrayList<>();
            detail.rewards().forEach(reward -> all.add(withoutRowId(reward)));
            detail.calls().forEach(call -> all.add(List.of(call.callId(), call.toolName(), call.timestamp())));
            all.add(Set.copyOf(trace.toolsUsed()));
            all.add(new Trace(
                    0,
                    trace.traceId(),
                    trace.sessionKey(),
                    trace.status(),
                    trace.message(),
                    trace.startTime(),
                    trace.endTime(),
                    trace.success(),
                    trace.failure(),
                    trace.reward(),
                    trace.tokensUsed(),
                    trace.latencyMs(),
                    trace.agentId(),
                    trace.model(),
                    trace.taskKey(),
                    trace.promptVersion(),
                    trace.origin(),
                    trace.parentTraceId(),
                    trace.metadata(),
                    List.of(),
                    trace.toolsFailed(),
                    trace.toolCount(),
                    trace.arms(),
                    trace.sender()));
            content.put(trace.traceId(), all);
        }
        return content;
    }

    static TraceEvent.SessionStart start(String traceId, String session, long at) {
        return new TraceEvent.SessionStart(
                traceId,
                session,
                at,
                Content.whole("message " + traceId),
                "agent",
                null,
                null,
                null,
                null,
                null,
                null,
                List.of());
    }

    static TraceEvent.ToolCall call(String traceId, String session, long at, String callId) {
        return call(traceId, session, at, callId, "tool");
    }

    static TraceEvent.ToolCall call(String traceId, String session, long at, String callId, String tool) {
        return new TraceEvent.ToolCall(
                traceId, session, at, callId, tool, Content.whole("{}"), Content.whole("{}"), null, null, 5L);
    }

    static TraceEvent.Reward reward(
            String traceId, String session, long at, String rewardId, RewardSource source, Boolean success) {
        return new TraceEvent.Reward(
                traceId,
                session,
                at,
                rewardId,
                source,
                success,
                null,
                null,
                success == null ? null : success ? 1.0 : -0.5,
                at % 1_000,
                null,
                at % 100,
                null,
                null);
    }

    static TraceEvent.SessionEnd end(String traceId, String session, long at, Boolean success) {
        return new TraceEvent.SessionEnd(traceId, session, at, success, null, null);
    }
}
