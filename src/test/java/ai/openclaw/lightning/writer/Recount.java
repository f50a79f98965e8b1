package ai.openclaw.lightning.writer;

import ai.openclaw.lightning.model.Durations;
import ai.openclaw.lightning.model.SeriesStep;
import ai.openclaw.lightning.model.ToolFigures;
import ai.openclaw.lightning.model.Totals;
import ai.openclaw.lightning.model.Trace;
import ai.openclaw.lightning.model.TraceDetail;
import ai.openclaw.lightning.model.TraceDetail.StoredCall;
import ai.openclaw.lightning.model.TraceDetail.StoredReward;
import ai.openclaw.lightning.model.TraceFigures;
import ai.openclaw.lightning.model.TraceStatus;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What the kept figures must be, counted from the traces that are read back. */
record Recount(Batches batches) {

    Totals totals() {
        TraceFigures figures = TraceFigures.ZERO;
        Map<String, ToolFigures> tools = new HashMap<>();
        Set<String> sessions = new HashSet<>();
        Set<String> active = new HashSet<>();
        for (Trace trace : batches.all()) {
            sessions.add(trace.sessionKey());
            if (trace.status() == TraceStatus.OPEN) {
                active.add(trace.sessionKey());
            }
            figures = figures.plus(withEvents(trace));
            for (StoredCall call : batches.detail(trace.traceId()).calls()) {
                tools.merge(
                        call.toolName(), ToolFigures.of(call.error() != null, call.durationMs()), ToolFigures::plus);
            }
        }
        return new Totals(sessions.size(), active.size(), figures, tools);
    }

    private TraceFigures withEvents(Trace trace) {
        TraceFigures figures = figuresOf(trace);
        TraceDetail detail = batches.detail(trace.traceId());
        for (StoredCall call : detail.calls()) {
            figures = figures.plus(TraceFigures.ofToolCalls(1, call.error() == null ? 0 : 1));
        }
        for (StoredReward reward : detail.rewards()) {
            figures = figures.plus(TraceFigures.ofReward(reward.reward()));
        }
        return figures;
    }

    /** The sums of these traces, by the hour in which each began. */
    Map<Long, TraceFigures> byHour(Predicate<Trace> counts) {
        Map<Long, TraceFigures> hours = new HashMap<>();
        batches.all().stream()
                .filter(counts)
                .forEach(trace ->
                        hours.merge(SeriesStep.HOUR.of(trace.startTime()), withEvents(trace), TraceFigures::plus));
        return hours;
    }

    private static TraceFigures figuresOf(Trace trace) {
        boolean ended = trace.status() == TraceStatus.ENDED;
        boolean timed = ended && trace.latencyMs() != null;
        return new TraceFigures(
                1,
                ended ? 1 : 0,
                trace.status() == TraceStatus.ABANDONED ? 1 : 0,
                Boolean.TRUE.equals(trace.success()) ? 1 : 0,
                Boolean.FALSE.equals(trace.success()) ? 1 : 0,
                timed ? trace.latencyMs() : 0,
                timed ? 1 : 0,
                trace.tokensUsed() == null ? 0 : trace.tokensUsed(),
                0,
                0,
                0,
                0,
                0,
                ended && trace.durationMs() != null ? Durations.of(trace.durationMs()) : Durations.NONE);
    }
}
