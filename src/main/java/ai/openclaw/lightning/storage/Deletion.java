package ai.openclaw.lightning.storage;

import ai.openclaw.lightning.model.ToolFigures;
import ai.openclaw.lightning.model.TraceFigures;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What one step of retention took away; its figures are taken off the stored ones in the same transaction.
 *
 * @param traceIds the traces that were worked on, oldest first; all but perhaps the last are gone. Empty when nothing was
 *     left to delete
 * @param figures what to take off the totals; its traces are those that are gone
 * @param tools by tool name: what to take off
 * @param sessions how many sessions have no trace any more
 */
public record Deletion(List<String> traceIds, TraceFigures figures, Map<String, ToolFigures> tools, long sessions) {

    public static final Deletion NOTHING = new Deletion(List.of(), TraceFigures.ZERO, Map.of(), 0);

    public Deletion {
        traceIds = List.copyOf(traceIds);
        tools = Map.copyOf(tools);
    }

    /** Both together. */
    public Deletion plus(Deletion later) {
        Map<String, ToolFigures> all = new HashMap<>(tools);
        later.tools.forEach((name, more) -> all.merge(name, more, ToolFigures::plus));
        return new Deletion(
                Stream.concat(traceIds.stream(), later.traceIds.stream()).toList(),
                figures.plus(later.figures),
                all,
                sessions + later.sessions);
    }

    /** Whether there was nothing left to delete. */
    public boolean isNothing() {
        return traceIds.isEmpty();
    }
}
