package ai.openclaw.lightning.storage.memory;

import ai.openclaw.lightning.model.DayFigures;
import ai.openclaw.lightning.model.ToolFigures;
import ai.openclaw.lightning.model.Totals;
import ai.openclaw.lightning.storage.Changes;
import ai.openclaw.lightning.storage.Deletion;
import java.util.HashMap;
import java.util.Map;

/** The sums over the stored traces. Not thread-safe. */
final class StoredFigures {

    private final Map<Long, DayFigures> days = new HashMap<>();
    private final Map<String, ToolFigures> tools = new HashMap<>();
    private long sessions;

    void add(Changes changes) {
        changes.days().forEach((day, change) -> days.merge(day, change, DayFigures::plus));
        changes.tools().forEach((name, change) -> tools.merge(name, change, ToolFigures::plus));
        sessions += changes.sessions();
    }

    /** @param day number of the day on which the deleted trace was received */
    void subtract(Deletion deleted, long day) {
        days.merge(day, deleted.figures().negated(), DayFigures::plus);
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

    Map<Long, DayFigures> days(long first, int count) {
        Map<Long, DayFigures> some = new HashMap<>(days);
        some.entrySet()
                .removeIf(one -> one.getKey() < first
                        || one.getKey() >= first + count
                        || one.getValue().traces() <= 0);
        return some;
    }

    Totals totals(long activeSessions) {
        DayFigures figures = days.values().stream().reduce(DayFigures.ZERO, DayFigures::plus);
        return new Totals(sessions, activeSessions, figures, new HashMap<>(tools));
    }
}
