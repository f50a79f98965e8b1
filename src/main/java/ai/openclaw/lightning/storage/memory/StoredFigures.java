package ai.openclaw.lightning.storage.memory;

import ai.openclaw.lightning.model.DayFigures;
import ai.openclaw.lightning.model.ToolFigures;
import ai.openclaw.lightning.model.Totals;
import ai.openclaw.lightning.storage.Changes;
import ai.openclaw.lightning.storage.Deleted;
import java.util.HashMap;
import java.util.Map;

/** The sums over the stored traces. Not thread-safe. */
final class StoredFigures {

    private DayFigures figures = DayFigures.ZERO;
    private final Map<String, ToolFigures> tools = new HashMap<>();
    private long sessions;

    void add(Changes changes) {
        for (DayFigures change : changes.days().values()) {
            figures = figures.plus(change);
        }
        changes.tools().forEach((name, change) -> tools.merge(name, change, ToolFigures::plus));
        sessions += changes.sessions();
    }

    void subtract(Deleted deleted) {
        figures = figures.plus(deleted.figures().negated());
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

    Totals totals(long activeSessions) {
        return new Totals(sessions, activeSessions, figures, new HashMap<>(tools));
    }
}
