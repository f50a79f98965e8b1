package ai.openclaw.lightning.storage.memory;

import ai.openclaw.lightning.model.Trace;
import ai.openclaw.lightning.model.TraceDetail;
import ai.openclaw.lightning.model.TraceDetail.CallsCursor;
import ai.openclaw.lightning.model.TraceDetail.StoredCall;
import ai.openclaw.lightning.model.TraceDetail.StoredReward;
import ai.openclaw.lightning.model.TracePage;
import ai.openclaw.lightning.model.TraceQuery;
import ai.openclaw.lightning.model.TraceQuery.Cursor;
import ai.openclaw.lightning.model.TraceState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What clients read back. */
final class MemoryReads {

    /** Rows of one answer, as from the other stores. */
    private static final int CALLS_MAX = 500;

    private static final int REWARDS_MAX = 500;

    private MemoryReads() {}

    static TracePage page(StoredTraces traces, TraceQuery query) {
        List<Trace> found = new ArrayList<>();
        Cursor last = null;
        var scanned = query.sessionKey() == null ? traces.byStart() : traces.ofSession(query.sessionKey());
        for (StoredTrace trace : scanned.descendingSet()) {
            if (comesAfter(trace, query.after()) && passes(trace.state, query)) {
                if (found.size() == query.limit()) {
                    return new TracePage(found, last);
                }
                found.add(trace.read());
                last = new Cursor(trace.startTime(), trace.id);
            }
        }
        return new TracePage(found, null);
    }

    private static boolean comesAfter(StoredTrace trace, Cursor cursor) {
        return cursor == null
                || trace.startTime() < cursor.startTime()
                || (trace.startTime() == cursor.startTime() && trace.id < cursor.id());
    }

    private static boolean passes(TraceState state, TraceQuery query) {
        Boolean success = state.outcome().success() == null
                ? null
                : state.outcome().success().value();
        return (query.agentId() == null || query.agentId().equals(state.labels().agentId()))
                && (query.status() == null
                        || query.status() == state.lifecycle().status())
                && (query.success() == null || query.success().equals(success))
                && (query.tool() == null || state.tools().used().contains(query.tool()))
                && (query.since() == null || state.lifecycle().startTime() >= query.since());
    }

    static TraceDetail detail(StoredTrace trace, CallsCursor after) {
        List<StoredCall> rest = trace.calls().stream()
                .filter(call -> call.timestamp() > after.timestamp()
                        || (call.timestamp() == after.timestamp() && call.id() > after.id()))
                .sorted(Comparator.comparing(StoredCall::timestamp).thenComparing(StoredCall::id))
                .limit(CALLS_MAX + 1L)
                .toList();
        List<StoredCall> calls = rest.subList(0, Math.min(CALLS_MAX, rest.size()));
        StoredCall last = rest.size() > CALLS_MAX ? calls.get(CALLS_MAX - 1) : null;
        List<StoredReward> rewards = trace.rewards().stream()
                .sorted(Comparator.comparing(StoredReward::timestamp))
                .limit(REWARDS_MAX)
                .toList();
        return new TraceDetail(
                trace.read(), calls, last == null ? null : new CallsCursor(last.timestamp(), last.id()), rewards);
    }
}
