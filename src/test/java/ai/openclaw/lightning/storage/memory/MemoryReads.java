package ai.openclaw.lightning.storage.memory;

import ai.openclaw.lightning.model.Trace;
import ai.openclaw.lightning.model.TraceDetail;
import ai.openclaw.lightning.model.TraceDetail.CallsCursor;
import ai.openclaw.lightning.model.TraceDetail.RewardsCursor;
import ai.openclaw.lightning.model.TraceDetail.StoredCall;
import ai.openclaw.lightning.model.TraceDetail.StoredReward;
import ai.openclaw.lightning.model.TraceOrigin;
import ai.openclaw.lightning.model.TracePage;
import ai.openclaw.lightning.model.TraceQuery;
import ai.openclaw.lightning.model.TraceQuery.Cursor;
import ai.openclaw.lightning.model.TraceState;
import java.util.Comparator;

/** What clients read back. */
final class MemoryReads {

    private MemoryReads() {}

    static TracePage page(StoredTraces traces, TraceQuery query) {
        Page<Trace> page = new Page<>(query.limit(), TracePage.BYTES_MAX, Bytes::ofTexts);
        var scanned = query.sessionKey() == null ? traces.byStart() : traces.ofSession(query.sessionKey());
        for (StoredTrace trace : scanned.descendingSet()) {
            if (comesAfter(trace, query.after()) && passes(trace.state, query) && !page.add(trace.read())) {
                return new TracePage(page.rows(), Cursor.after(page.last()));
            }
        }
        return new TracePage(page.rows(), null);
    }

    private static boolean comesAfter(StoredTrace trace, Cursor cursor) {
        return cursor == null
                || trace.startTime() < cursor.startTime()
                || (trace.startTime() == cursor.startTime() && trace.id < cursor.id());
    }

    private static boolean passes(TraceState state, TraceQuery query) {
        Boolean success = state.outcome().success();
        TraceOrigin origin = state.labels().origin() == null
                ? TraceOrigin.USER
                : state.labels().origin();
        return (query.agentId() == null || query.agentId().equals(state.labels().agentId()))
                && (query.status() == null
                        || query.status() == state.lifecycle().status())
                && (query.success() == null || query.success().equals(success))
                && (query.tool() == null || state.tools().used().contains(query.tool()))
                && (query.origin() == null || query.origin() == origin)
                && (query.since() == null || state.lifecycle().startTime() >= query.since());
    }

    static TraceDetail detail(StoredTrace trace, CallsCursor afterCall, RewardsCursor afterReward) {
        Page<StoredCall> calls = new Page<>(TraceDetail.CALLS_MAX, TracePage.BYTES_MAX, Bytes::ofTexts);
        boolean allCalls = calls.addAll(trace.calls().stream()
                .filter(call -> isAfter(call.timestamp(), call.id(), afterCall.timestamp(), afterCall.id()))
                .sorted(Comparator.comparing(StoredCall::timestamp).thenComparing(StoredCall::id)));
        Page<StoredReward> rewards = new Page<>(TraceDetail.REWARDS_MAX, TraceDetail.REWARDS_BYTES_MAX, Bytes::ofTexts);
        boolean allRewards = rewards.addAll(trace.rewards().stream()
                .filter(reward -> isAfter(reward.timestamp(), reward.id(), afterReward.timestamp(), afterReward.id()))
                .sorted(Comparator.comparing(StoredReward::timestamp).thenComparing(StoredReward::id)));
        return new TraceDetail(
                trace.read(),
                calls.rows(),
                allCalls ? null : CallsCursor.after(calls.last()),
                rewards.rows(),
                allRewards ? null : RewardsCursor.after(rewards.last()));
    }

    private static boolean isAfter(long time, long id, long afterTime, long afterId) {
        return time > afterTime || (time == afterTime && id > afterId);
    }
}
