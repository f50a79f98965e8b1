package ai.openclaw.lightning.storage.memory;

import ai.openclaw.lightning.model.FigureKey;
import ai.openclaw.lightning.model.Series;
import ai.openclaw.lightning.model.SeriesQuery;
import ai.openclaw.lightning.model.ToolFigures;
import ai.openclaw.lightning.model.Totals;
import ai.openclaw.lightning.model.TraceFigures;
import ai.openclaw.lightning.storage.Changes;
import ai.openclaw.lightning.storage.Deletion;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The sums over the stored traces. Not thread-safe. */
final class StoredFigures {

    private final Map<FigureKey, TraceFigures> hours = new HashMap<>();
    private final Map<String, ToolFigures> tools = new HashMap<>();
    private long sessions;

    /** @param stored counts the failed calls and the rewards of a trace */
    void add(Changes changes, Changes.EventCount<RuntimeException> stored) {
        changes.figures(stored).forEach((key, change) -> hours.merge(key, change, TraceFigures::plus));
        changes.tools().forEach((name, change) -> tools.merge(name, change, ToolFigures::plus));
        sessions += changes.sessions();
    }

    void subtract(Deletion deleted, FigureKey key) {
        hours.merge(key, deleted.figures().negated(), TraceFigures::plus);
        deleted.tools()
                .forEach((name, change) -> tools.computeIfPresent(name, (same, stored) -> {
                    ToolFigures left = stored.plus(change.negated());
                    return left.calls() > 0 ? left : null;
                }));
        sessions -= deleted.sessions();
    }

    String countedName(String toolName) {
        return tools.containsKey(toolName) ? toolName : Totals.OTHER_TOOLS;
    }

    /** The kept sums alone. */
    Series series(SeriesQuery query) {
        Map<Long, TraceFigures> steps = new HashMap<>();
        Map<String, Long> agents = new HashMap<>();
        hours.forEach((key, figures) -> {
            if (key.hour() >= query.fromHour() && key.hour() < query.untilHour() && figures.traces() > 0) {
                if (query.agentId() == null || query.agentId().equals(key.agentId())) {
                    steps.merge(key.hour() / query.step().hours(), figures, TraceFigures::plus);
                }
                if (key.agentId() != null) {
                    agents.merge(key.agentId(), figures.traces(), Long::sum);
                }
            }
        });
        List<String> most = agents.keySet().stream()
                .sorted(Comparator.comparing((String agent) -> -agents.get(agent))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(Series.NAMES_MAX)
                .toList();
        return new Series(steps, most, null);
    }

    Totals totals(long activeSessions) {
        TraceFigures figures = hours.values().stream().reduce(TraceFigures.ZERO, TraceFigures::plus);
        return new Totals(sessions, activeSessions, figures, new HashMap<>(tools));
    }
}
