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
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One step of retention in its transaction: deletes traces with all that came in them, up to a number of rows and bytes,
 * and counts what that takes off the figures. Not thread-safe.
 */
public final class TraceDeletion {

    private static final String DELETE_TRACE = "DELETE FROM traces WHERE trace_id = ?";

    private static final String DELETE_ASSIGNMENT = "DELETE FROM assignments WHERE trace_id = ?";

    private static final String SUBTRACT_CALLS = "UPDATE traces SET tool_count = tool_count - ? WHERE trace_id = ?";

    private static final String ANY_OF_SESSION = "SELECT 1 FROM traces WHERE session_key = ? LIMIT 1";

    private final Target connection;
    private final Sql sql;
    private final int rowsMax;
    private final long bytesMax;
    private final List<String> traceIds = new ArrayList<>();
    private final Map<String, ToolFigures> tools = new HashMap<>();
    private final Map<FigureKey, TraceFigures> figures = new HashMap<>();
    private long sessions;
    private int rows;
    private long bytes;

    /** The transaction that deletes. */
    public interface Target {

        /** A query with these values; its rows must be closed before the next use of the same SQL. */
        ResultSet query(String sql, Object... values) throws SQLException;

        /** How many rows it changed. */
        int update(String sql, Object... values) throws SQLException;
    }

    /** A trace to delete, and the bytes of its own row. */
    public record Old(TraceState state, long bytes) {

        /** From a row with the columns of a state and {@code bytes}. */
        public static Old of(ResultSet row) throws SQLException {
            return new Old(StateRows.state(Columns.of(row)), row.getLong("bytes"));
        }
    }

    /** How a store deletes a trace's calls and rewards: of that trace, again of that trace, at most so many. */
    public record Sql(String deleteCalls, String deleteRewards) {

        /**
         * For tables that have these columns in any store.
         *
         * @param callBytes the SQL of a call's bytes
         * @param rewardBytes the SQL of a reward's bytes
         */
        public static Sql of(String callBytes, String rewardBytes) {
            return new Sql(
                    delete(
                            "tool_calls",
                            "error IS NOT NULL, duration_ms, COALESCE((SELECT MAX(f.tool_name) FROM tool_figures f"
                                    + " WHERE f.tool_name = tool_calls.tool_name), ''), " + callBytes),
                    delete("rewards", "reward, " + rewardBytes));
        }

        private static String delete(String table, String returned) {
            return String.format(Locale.ROOT, """
                    DELETE FROM %1$s WHERE trace_id = ? AND id IN (
                      SELECT id FROM %1$s WHERE trace_id = ? ORDER BY id LIMIT ?)
                    RETURNING %2$s
                    """, table, returned);
        }
    }

    /**
     * Nothing is deleted yet.
     *
     * @param rowsMax rows to delete at the most
     * @param bytesMax no further trace is begun once so many bytes of texts are deleted
     */
    public TraceDeletion(Target connection, Sql sql, int rowsMax, long bytesMax) {
        this.connection = connection;
        this.sql = sql;
        this.rowsMax = rowsMax;
        this.bytesMax = bytesMax;
    }

    /** Whether no further trace may be begun. */
    public boolean isOver() {
        return left() <= 0 || bytes >= bytesMax;
    }

    private int left() {
        return rowsMax - rows;
    }

    /** The bytes of all that was deleted. */
    public long bytes() {
        return bytes;
    }

    /** Deletes what came in it, and once that is all gone, the trace itself; else the next step goes on with it. */
    public void delete(Old old) throws SQLException {
        TraceState trace = old.state();
        int before = left();
        TraceFigures less = deleteCalls(trace.traceId());
        int calls = before - left();
        less = less.plus(deleteRewards(trace.traceId()));
        if (left() > 0) {
            connection.update(DELETE_TRACE, trace.traceId());
            connection.update(DELETE_ASSIGNMENT, trace.traceId());
            less = less.plus(TraceFigures.of(trace));
            rows++;
            bytes += old.bytes();
            sessions += sessionHasTraces(trace.sessionKey()) ? 0 : 1;
        } else {
            connection.update(SUBTRACT_CALLS, calls, trace.traceId());
            less = less.plus(TraceFigures.ofToolCalls(calls, 0));
        }
        traceIds.add(trace.traceId());
        figures.merge(FigureKey.of(trace), less, TraceFigures::plus);
    }

    private TraceFigures deleteCalls(String traceId) throws SQLException {
        int errors = 0;
        try (ResultSet row = connection.query(sql.deleteCalls(), traceId, traceId, left())) {
            while (row.next()) {
                rows++;
                boolean failed = row.getBoolean(1);
                errors += failed ? 1 : 0;
                long durationMs = row.getLong(2);
                ToolFigures call = ToolFigures.of(failed, row.wasNull() ? null : durationMs);
                tools.merge(row.getString(3), call, ToolFigures::plus);
                bytes += row.getLong(4);
            }
        }
        return TraceFigures.ofToolCalls(0, errors);
    }

    private TraceFigures deleteRewards(String traceId) throws SQLException {
        TraceFigures deleted = TraceFigures.ZERO;
        try (ResultSet row = connection.query(sql.deleteRewards(), traceId, traceId, left())) {
            while (row.next()) {
                rows++;
                double reward = row.getDouble(1);
                deleted = deleted.plus(TraceFigures.ofReward(row.wasNull() ? null : reward));
                bytes += row.getLong(2);
            }
        }
        return deleted;
    }

    private boolean sessionHasTraces(String sessionKey) throws SQLException {
        try (ResultSet row = connection.query(ANY_OF_SESSION, sessionKey)) {
            return row.next();
        }
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

    /** What the step took away. */
    public Deletion deletion() {
        TraceFigures all = figures.values().stream().reduce(TraceFigures.ZERO, TraceFigures::plus);
        return new Deletion(traceIds, all, tools, sessions);
    }
}
