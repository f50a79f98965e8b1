package ai.openclaw.lightning.storage.memory;

import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.model.Trace;
import ai.openclaw.lightning.model.TraceCriteria;
import ai.openclaw.lightning.model.TraceDetail;
import ai.openclaw.lightning.model.TraceDetail.CallsCursor;
import ai.openclaw.lightning.model.TraceDetail.RewardsCursor;
import ai.openclaw.lightning.model.TraceDetail.StoredCall;
import ai.openclaw.lightning.model.TraceDetail.StoredReward;
import ai.openclaw.lightning.model.TracePage;
import ai.openclaw.lightning.model.TraceQuery;
import ai.openclaw.lightning.model.TraceQuery.Cursor;
import ai.openclaw.lightning.model.TraceState;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;

/** What clients read back. */
final class MemoryReads {

    private MemoryReads() {}

    static TracePage page(StoredTraces traces, TraceQuery query) {
        Page<Trace> page = new Page<>(query.limit(), TracePage.BYTES_MAX, Bytes::ofTexts);
        TraceCriteria filter = query.filter();
        var scanned = filter.sessionKey() == null ? traces.byStart() : traces.ofSession(filter.sessionKey());
        for (StoredTrace trace : scanned.descendingSet()) {
            if (comesAfter(trace, query.after()) && passes(trace, filter) && !page.add(trace.read())) {
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

    private static boolean passes(StoredTrace trace, TraceCriteria filter) {
        TraceState state = trace.state;
        Trace read = trace.read();
        return (filter.agentId() == null
                        || filter.agentId().equals(state.labels().agentId()))
                && (filter.taskKey() == null
                        || filter.taskKey().equals(state.labels().taskKey()))
                && (filter.status() == null
                        || filter.status() == state.lifecycle().status())
                && (filter.success() == null || filter.success().equals(read.success()))
                && (filter.failure() == null || filter.failure().equals(read.failure()))
                && (filter.tool() == null || state.tools().used().contains(filter.tool()))
                && (filter.origin() == null || filter.origin() == read.origin())
                && (filter.sender() == null || filter.sender().equals(read.sender()))
                && (filter.model() == null || filter.model().equals(read.model()))
                && (filter.promptVersion() == null || filter.promptVersion().equals(read.promptVersion()))
                && (filter.text() == null || says(trace, filter.text()))
                && (filter.since() == null || trace.startTime() >= filter.since())
                && (filter.until() == null || trace.startTime() < filter.until());
    }

    /** In the message, or in how the trace or one of its calls failed. */
    private static boolean says(StoredTrace trace, String text) {
        Trace read = trace.read();
        Stream<String> errors = trace.calls().stream()
                .map(StoredCall::error)
                .filter(Objects::nonNull)
                .map(Content::text);
        return Stream.concat(
                        Stream.of(
                                read.message() == null ? "" : read.message().text(),
                                read.failure() == null ? "" : read.failure()),
                        errors)
                .anyMatch(said -> lower(said).contains(lower(text)));
    }

    /** As a database does: only the letters of ASCII. */
    private static String lower(String text) {
        StringBuilder lower = new StringBuilder();
        text.chars().forEach(c -> lower.append((char) (c >= 'A' && c <= 'Z' ? c + 32 : c)));
        return lower.toString();
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
