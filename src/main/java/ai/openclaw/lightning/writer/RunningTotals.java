package ai.openclaw.lightning.writer;

import ai.openclaw.lightning.model.DayFigures;
import ai.openclaw.lightning.model.ToolFigures;
import ai.openclaw.lightning.model.Totals;
import ai.openclaw.lightning.storage.Changes;
import ai.openclaw.lightning.storage.Deleted;
import java.util.HashMap;
import java.util.Map;

/** The figures over all that is stored, kept true commit by commit. Not thread-safe. */
final class RunningTotals {

    /** Tools that are counted under their own name; an agent that makes names up must not fill the memory. */
    private static final int TOOLS_MAX = 1_000;

    private long sessions;
    private long activeSessions;
    private DayFigures figures = DayFigures.ZERO;
    private final Map<String, ToolFigures> tools = new HashMap<>();

    void reset(Totals totals) {
        sessions = totals.sessions();
        activeSessions = totals.activeSessions();
        figures = totals.figures();
        tools.clear();
        tools.putAll(totals.tools());
    }

    /** Under which name a tool's calls are counted. A name that came when there was no room stays without its own. */
    String countedName(String toolName) {
        boolean room = tools.size() < TOOLS_MAX && !tools.containsKey(Totals.OTHER_TOOLS);
        return room || tools.containsKey(toolName) ? toolName : Totals.OTHER_TOOLS;
    }

    void stored(Changes changes, int moreActiveSessions) {
        sessions += changes.sessions();
        activeSessions += moreActiveSessions;
        for (DayFigures change : changes.days().values()) {
            figures = figures.plus(change);
        }
        changes.tools().forEach((name, change) -> tools.merge(name, change, ToolFigures::plus));
    }

    void deleted(Deleted deleted) {
        sessions -= deleted.sessions();
        figures = figures.plus(deleted.figures().negated());
        deleted.tools()
                .forEach((name, change) -> tools.computeIfPresent(name, (same, stored) -> {
                    ToolFigures left = stored.plus(change.negated());
                    return left.calls() > 0 ? left : null;
                }));
    }

    Totals snapshot() {
        return new Totals(sessions, activeSessions, figures, new HashMap<>(tools));
    }
}
