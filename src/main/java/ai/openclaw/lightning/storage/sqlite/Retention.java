package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.model.DayFigures;
import ai.openclaw.lightning.model.ToolFigures;
import ai.openclaw.lightning.model.TraceState;
import ai.openclaw.lightning.storage.Deleted;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Deletes the oldest trace, a bounded number of rows at a time, and takes it off the figures. */
final class Retention {

    private static final long DAY_MS = Duration.ofDays(1).toMillis();

    private static final String OLDEST = """
            SELECT %s FROM traces t WHERE t.received_at < ? AND t.status <> 'open' ORDER BY t.received_at LIMIT 1
            """.formatted(WorkingSetReads.STATE_COLUMNS);

    private static final String DELETE_CALLS = """
            DELETE FROM tool_calls WHERE id IN (SELECT id FROM tool_calls WHERE trace_id = ? LIMIT ?)
            RETURNING error IS NOT NULL, duration_ms,
              (SELECT COALESCE(MAX(f.tool_name), '') FROM tool_figures f WHERE f.tool_name = tool_calls.tool_name)
            """;

    private static final String DELETE_REWARDS = """
            DELETE FROM rewards WHERE id IN (SELECT id FROM rewards WHERE trace_id = ? LIMIT ?) RETURNING reward
            """;

    private static final String DELETE_TRACE = "DELETE FROM traces WHERE trace_id = ?";

    private static final String DELETE_ASSIGNMENT = "DELETE FROM assignments WHERE trace_id = ?";

    private static final String SUBTRACT_CALLS = "UPDATE traces SET tool_count = tool_count - ? WHERE trace_id = ?";

    private static final String ANY_OF_SESSION = "SELECT 1 FROM traces WHERE session_key = ? LIMIT 1";

    /** A name whose calls are all gone makes room for another. */
    private static final String DELETE_UNUSED_TOOLS = "DELETE FROM tool_figures WHERE calls <= 0";

    private final TraceState trace;
    private final Map<String, ToolFigures> tools = new HashMap<>();
    private DayFigures figures = DayFigures.ZERO;
    private int rows;

    private Retention(TraceState trace) {
        this.trace = trace;
    }

    /** The oldest trace to delete, null when there is none; in a transaction before the one that deletes. */
    static TraceState oldest(WritingConnection connection, long receivedBefore) throws SQLException {
        try (ResultSet row = connection.query(OLDEST, receivedBefore)) {
            return row.next() ? WorkingSetReads.state(row) : null;
        }
    }

    static Deleted delete(WritingConnection connection, TraceState trace, int rowsMax) throws SQLException {
        return new Retention(trace).delete(connection, rowsMax);
    }

    private Deleted delete(WritingConnection connection, int rowsMax) throws SQLException {
        deleteCalls(connection, rowsMax);
        int calls = rows;
        deleteRewards(connection, rowsMax - rows);
        boolean gone = rows < rowsMax;
        if (gone) {
            connection.update(DELETE_TRACE, trace.traceId());
            connection.update(DELETE_ASSIGNMENT, trace.traceId());
            figures = figures.plus(DayFigures.of(trace));
        } else {
            connection.update(SUBTRACT_CALLS, calls, trace.traceId());
            figures = figures.plus(DayFigures.ofToolCalls(calls, 0));
        }
        boolean lastOfSession = gone && !sessionHasTraces(connection);
        Deleted deleted = new Deleted(trace.traceId(), gone, figures, tools, lastOfSession ? 1 : 0);
        subtract(connection, deleted);
        return deleted;
    }

    private void deleteCalls(WritingConnection connection, int limit) throws SQLException {
        try (ResultSet row = connection.query(DELETE_CALLS, trace.traceId(), limit)) {
            while (row.next()) {
                rows++;
                boolean failed = row.getBoolean(1);
                long durationMs = row.getLong(2);
                ToolFigures call = ToolFigures.of(failed, row.wasNull() ? null : durationMs);
                tools.merge(row.getString(3), call, ToolFigures::plus);
                figures = figures.plus(DayFigures.ofToolCalls(0, failed ? 1 : 0));
            }
        }
    }

    private void deleteRewards(WritingConnection connection, int limit) throws SQLException {
        try (ResultSet row = connection.query(DELETE_REWARDS, trace.traceId(), limit)) {
            while (row.next()) {
                rows++;
                double reward = row.getDouble(1);
                figures = figures.plus(DayFigures.ofReward(row.wasNull() ? null : reward));
            }
        }
    }

    private boolean sessionHasTraces(WritingConnection connection) throws SQLException {
        try (ResultSet row = connection.query(ANY_OF_SESSION, trace.sessionKey())) {
            return row.next();
        }
    }

    private void subtract(WritingConnection connection, Deleted deleted) throws SQLException {
        Map<String, ToolFigures> fewer = new HashMap<>();
        deleted.tools().forEach((name, change) -> fewer.put(name, change.negated()));
        FigureWrites.add(
                connection,
                Map.of(trace.receivedAt() / DAY_MS, deleted.figures().negated()),
                fewer,
                -deleted.sessions());
        connection.update(DELETE_UNUSED_TOOLS);
    }
}
