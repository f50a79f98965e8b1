package ai.openclaw.lightning.storage.memory;

import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.model.FailureSample;
import ai.openclaw.lightning.model.FailureSample.Failed;
import ai.openclaw.lightning.model.LatestTraces;
import ai.openclaw.lightning.model.Series;
import ai.openclaw.lightning.model.SessionPage;
import ai.openclaw.lightning.model.SessionPage.Session;
import ai.openclaw.lightning.model.ToolUse;
import ai.openclaw.lightning.model.TraceDetail.StoredCall;
import ai.openclaw.lightning.model.TraceOrigin;
import ai.openclaw.lightning.model.TraceQuery;
import ai.openclaw.lightning.model.TraceQuery.Cursor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What many traces show together. */
final class MemoryOverview {

    private MemoryOverview() {}

    static SessionPage sessions(StoredTraces traces, TraceQuery query) {
        Set<String> met = new HashSet<>();
        List<Session> page = new ArrayList<>();
        for (StoredTrace trace : traces.byStart().descendingSet()) {
            boolean latest = met.add(trace.state.sessionKey());
            Cursor start = query.start();
            boolean after = trace.startTime() < start.startTime()
                    || (trace.startTime() == start.startTime() && trace.id < start.id());
            Long since = query.filter().since();
            if (latest && after && (since == null || trace.startTime() >= since)) {
                if (page.size() == query.limit()) {
                    Session last = page.get(page.size() - 1);
                    return new SessionPage(page, new Cursor(last.lastStart(), last.last()));
                }
                page.add(session(trace, traces));
            }
        }
        return new SessionPage(page, null);
    }

    private static Session session(StoredTrace latest, StoredTraces traces) {
        List<StoredTrace> all = traces.ofSession(latest.state.sessionKey()).descendingSet().stream()
                .limit(SessionPage.TRACES_MAX + 1)
                .toList();
        Predicate<StoredTrace> users = trace -> trace.read().origin() == TraceOrigin.USER;
        return new Session(
                latest.id,
                latest.state.sessionKey(),
                latest.state.labels().agentId(),
                begun(latest.text().message(), SessionPage.MESSAGE_CHARS_MAX),
                all.size(),
                all.stream().filter(trace -> trace.state.open()).count(),
                all.stream()
                        .filter(users)
                        .filter(trace -> Boolean.TRUE.equals(trace.read().success()))
                        .count(),
                all.stream()
                        .filter(users)
                        .filter(trace -> Boolean.FALSE.equals(trace.read().success()))
                        .count(),
                all.stream().mapToLong(trace -> trace.state.tools().count()).sum(),
                all.stream()
                        .map(StoredTrace::read)
                        .mapToLong(trace -> trace.tokensUsed() == null ? 0 : trace.tokensUsed())
                        .sum(),
                all.get(all.size() - 1).startTime(),
                latest.startTime());
    }

    static FailureSample failures(StoredTraces traces, LatestTraces which) {
        List<StoredTrace> seen = seen(traces, which, which.most() + 1);
        List<Failed> runs = new ArrayList<>();
        List<Failed> calls = new ArrayList<>();
        for (StoredTrace trace : seen) {
            if (Boolean.FALSE.equals(trace.read().success())) {
                runs.add(new Failed(
                        trace.state.traceId(),
                        trace.startTime(),
                        null,
                        trace.read().failure()));
            }
            trace.calls().stream()
                    .filter(call -> call.error() != null)
                    .forEach(call -> calls.add(new Failed(
                            trace.state.traceId(),
                            trace.startTime(),
                            call.toolName(),
                            begun(call.error(), FailureSample.TEXT_CHARS_MAX))));
        }
        return FailureSample.of(
                which.most(),
                seen.size(),
                which.isOfAll() ? seen.size() : latest(traces, which).count(),
                runs.stream().limit(FailureSample.ROWS_MAX).toList(),
                calls.stream().limit(FailureSample.ROWS_MAX).toList());
    }

    private static Stream<StoredTrace> latest(StoredTraces traces, LatestTraces which) {
        return traces.byStart().descendingSet().stream()
                .filter(trace -> trace.startTime() >= which.since())
                .limit(Series.TRACES_MAX + 1);
    }

    private static List<StoredTrace> seen(StoredTraces traces, LatestTraces which, int most) {
        return latest(traces, which)
                .filter(trace ->
                        MemoryLabels.are(trace.state.labels(), which.agentId(), which.model(), which.promptVersion()))
                .limit(most)
                .toList();
    }

    static List<ToolUse> tools(StoredTraces traces, LatestTraces which) {
        Map<String, List<StoredCall>> calls = seen(traces, which, which.most()).stream()
                .flatMap(trace -> trace.calls().stream())
                .limit(ToolUse.CALLS_MAX)
                .collect(Collectors.groupingBy(StoredCall::toolName));
        return calls.entrySet().stream()
                .map(tool -> toolUse(tool.getKey(), tool.getValue()))
                .sorted(Comparator.comparing((ToolUse tool) -> -tool.calls()).thenComparing(ToolUse::tool))
                .limit(ToolUse.TOOLS_MAX)
                .toList();
    }

    private static ToolUse toolUse(String tool, List<StoredCall> calls) {
        List<Long> timed = calls.stream()
                .map(StoredCall::durationMs)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        long errors = calls.stream().filter(call -> call.error() != null).count();
        return new ToolUse(tool, calls.size(), errors, quantile(timed, 0.5), quantile(timed, 0.95));
    }

    private static Long quantile(List<Long> sorted, double share) {
        return sorted.isEmpty() ? null : sorted.get((int) Math.max(0, Math.ceil(share * sorted.size()) - 1));
    }

    private static String begun(Content content, int chars) {
        return content == null
                ? null
                : content.text().substring(0, Math.min(chars, content.text().length()));
    }
}
