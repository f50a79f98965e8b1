package ai.openclaw.lightning.writer;

import ai.openclaw.lightning.model.ToolFigures;
import ai.openclaw.lightning.model.Totals;
import ai.openclaw.lightning.model.TraceFigures;
import ai.openclaw.lightning.storage.Changes;
import ai.openclaw.lightning.storage.Deletion;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The figures over all that is stored, kept true commit by commit by the writing thread; any thread may read. */
final class RunningTotals {

    /** Tools that are counted under their own name; an agent that makes names up must not fill the memory. */
    private static final int TOOLS_MAX = 1_000;

    private long sessions;
    private long activeSessions;
    private TraceFigures figures = TraceFigures.ZERO;
    private final Map<String, ToolFigures> tools = new HashMap<>();

    synchronized void reset(Totals totals) {
        sessions = totals.sessions();
        activeSessions = totals.activeSessions();
        figures = totals.figures();
        tools.clear();
        tools.putAll(totals.tools());
    }

    /**
     * Under which name a tool's calls are counted. A name that came when there was no room stays without its own until
     * no call of such a name is stored any more.
     *
     * @param pending names under which the same batch counts calls already
     */
    synchronized String countedName(String toolName, Set<String> pending) {
        if (tools.containsKey(toolName) || pending.contains(toolName)) {
            return toolName;
        }
        if (tools.containsKey(Totals.OTHER_TOOLS) || pending.contains(Totals.OTHER_TOOLS)) {
            return Totals.OTHER_TOOLS;
        }
        long added = pending.stream().filter(name -> !tools.containsKey(name)).count();
        return tools.size() + added < TOOLS_MAX ? toolName : Totals.OTHER_TOOLS;
    }

    synchronized void stored(Changes changes, int moreActiveSessions) {
        sessions += changes.sessions();
        activeSessions += moreActiveSessions;
        for (TraceFigures change : changes.figures().values()) {
            figures = figures.plus(change);
        }
        changes.tools().forEach((name, change) -> tools.merge(name, change, ToolFigures::plus));
    }

    synchronized void deleted(Deletion deleted) {
        sessions -= deleted.sessions();
        figures = figures.plus(deleted.figures().negated());
        deleted.tools()
                .forEach((name, change) -> tools.computeIfPresent(name, (same, stored) -> {
                    ToolFigures left = stored.plus(change.negated());
                    return left.calls() > 0 ? left : null;
                }));
    }

    synchronized Totals snapshot() {
        return new Totals(sessions, activeSessions, figures, new HashMap<>(tools));
    }
}
