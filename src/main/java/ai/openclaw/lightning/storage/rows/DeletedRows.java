package ai.openclaw.lightning.storage.rows;

import ai.openclaw.lightning.model.FigureKey;
import ai.openclaw.lightning.model.ToolFigures;
import ai.openclaw.lightning.model.TraceFigures;
import ai.openclaw.lightning.model.TraceState;
import ai.openclaw.lightning.storage.Deletion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a step of retention has deleted, and so takes off the figures. Not thread-safe. */
public final class DeletedRows {

    private final int rowsMax;
    private final List<String> traceIds = new ArrayList<>();
    private final Map<String, ToolFigures> tools = new HashMap<>();
    private final Map<FigureKey, TraceFigures> figures = new HashMap<>();
    private long sessions;
    private int rows;
    private long bytes;

    /** @param rowsMax rows to delete at the most */
    public DeletedRows(int rowsMax) {
        this.rowsMax = rowsMax;
    }

    /** How many rows may still be deleted. */
    public int left() {
        return rowsMax - rows;
    }

    public long bytes() {
        return bytes;
    }

    /** Calls that were deleted: whether each failed, how long it took, the name it was counted under, and its bytes. */
    public TraceFigures calls(ResultSet row) throws SQLException {
        int errors = 0;
        while (row.next()) {
            rows++;
            boolean failed = row.getBoolean(1);
            errors += failed ? 1 : 0;
            long durationMs = row.getLong(2);
            ToolFigures call = ToolFigures.of(failed, row.wasNull() ? null : durationMs);
            tools.merge(row.getString(3), call, ToolFigures::plus);
            bytes += row.getLong(4);
        }
        return TraceFigures.ofToolCalls(0, errors);
    }

    /** Rewards that were deleted: what each was worth, and its bytes. */
    public TraceFigures rewards(ResultSet row) throws SQLException {
        TraceFigures figures = TraceFigures.ZERO;
        while (row.next()) {
            rows++;
            double reward = row.getDouble(1);
            figures = figures.plus(TraceFigures.ofReward(row.wasNull() ? null : reward));
            bytes += row.getLong(2);
        }
        return figures;
    }

    /** A trace that is gone, with the bytes of its own row. */
    public void gone(long traceBytes, boolean lastOfSession) {
        rows++;
        bytes += traceBytes;
        sessions += lastOfSession ? 1 : 0;
    }

    /** What all that was deleted of the trace counted, be it gone or not. */
    public void of(TraceState trace, TraceFigures deleted) {
        traceIds.add(trace.traceId());
        figures.merge(FigureKey.of(trace), deleted, TraceFigures::plus);
    }

    /** To be added to the figures. */
    public Map<FigureKey, TraceFigures> figuresLess() {
        return figures.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, figure -> figure.getValue().negated()));
    }

    /** To be added to the figures of tools. */
    public Map<String, ToolFigures> toolsLess() {
        return tools.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, tool -> tool.getValue().negated()));
    }

    public Deletion deletion() {
        TraceFigures all = figures.values().stream().reduce(TraceFigures.ZERO, TraceFigures::plus);
        return new Deletion(traceIds, all, tools, sessions);
    }
}
