package ai.openclaw.lightning.storage.memory;

import ai.openclaw.lightning.model.Series;
import ai.openclaw.lightning.model.SeriesQuery;
import ai.openclaw.lightning.model.SeriesStep;
import ai.openclaw.lightning.model.TraceFigures;
import ai.openclaw.lightning.model.TraceState;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the latest traces of some time come to, one by one. */
final class MemoryLabels {

    private MemoryLabels() {}

    /** @param kept what the kept sums say */
    static Series series(StoredTraces traces, SeriesQuery query, Series kept) {
        List<StoredTrace> seen = traces.byStart().descendingSet().stream()
                .filter(trace -> SeriesStep.HOUR.of(trace.startTime()) >= query.fromHour()
                        && SeriesStep.HOUR.of(trace.startTime()) < query.untilHour())
                .limit(Series.TRACES_MAX + 1)
                .toList();
        return new Series(
                query.isOfSomeLabels() ? figures(seen, query) : kept.figures(),
                kept.agents(),
                Series.Labels.of(
                        names(seen, TraceState.Labels::model),
                        names(seen, TraceState.Labels::promptVersion),
                        seen.size()));
    }

    private static Map<Long, TraceFigures> figures(List<StoredTrace> seen, SeriesQuery query) {
        Map<Long, TraceFigures> steps = new HashMap<>();
        for (StoredTrace trace : seen.subList(0, Math.min(seen.size(), Series.TRACES_MAX))) {
            if (are(
                    trace.state.labels(),
                    query.agentId(),
                    query.labels().model(),
                    query.labels().promptVersion())) {
                long errors = trace.calls().stream()
                        .filter(call -> call.error() != null)
                        .count();
                steps.merge(
                        query.step().of(trace.startTime()),
                        TraceFigures.of(trace.state).plus(TraceFigures.ofToolCalls(0, errors)),
                        TraceFigures::plus);
            }
        }
        return steps;
    }

    /** Null stands for any. */
    static boolean are(TraceState.Labels labels, String agentId, String model, String promptVersion) {
        return isOrAny(agentId, labels.agentId())
                && isOrAny(model, labels.model())
                && isOrAny(promptVersion, labels.promptVersion());
    }

    private static boolean isOrAny(String asked, String is) {
        return asked == null || asked.equals(is);
    }

    private static List<String> names(List<StoredTrace> seen, Function<TraceState.Labels, String> name) {
        Map<String, Long> traces = seen.stream()
                .map(trace -> name.apply(trace.state.labels()))
                .filter(Objects::nonNull)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return traces.keySet().stream()
                .sorted(Comparator.comparing((String one) -> -traces.get(one)).thenComparing(Comparator.naturalOrder()))
                .limit(Series.NAMES_MAX)
                .toList();
    }
}
