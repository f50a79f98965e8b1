package ai.openclaw.lightning.storage;

import ai.openclaw.lightning.model.DayFigures;
import ai.openclaw.lightning.model.ToolFigures;
import java.util.Map;

/**
 * What one step of retention took away; its figures are taken off the stored ones in the same transaction.
 *
 * @param traceId the trace that was worked on, null when nothing was left to delete
 * @param gone whether the trace is gone now, not only part of its rows
 * @param figures what to take off the totals
 * @param tools by tool name: what to take off
 * @param sessions 1 when the session has no trace any more, else 0
 */
public record Deleted(String traceId, boolean gone, DayFigures figures, Map<String, ToolFigures> tools, long sessions) {

    public static final Deleted NOTHING = new Deleted(null, false, DayFigures.ZERO, Map.of(), 0);

    public Deleted {
        tools = Map.copyOf(tools);
    }
}
