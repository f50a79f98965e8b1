package ai.openclaw.lightning.storage.postgres;

import ai.openclaw.lightning.model.FigureKey;
import ai.openclaw.lightning.model.ToolFigures;
import ai.openclaw.lightning.model.TraceFigures;
import ai.openclaw.lightning.model.TraceState;
import ai.openclaw.lightning.storage.Deletion;
import ai.openclaw.lightning.storage.WorkingSet;
import ai.openclaw.lightning.storage.rows.Columns;
import ai.openclaw.lightning.storage.rows.StateRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Deletes the oldest traces, a bounded number of rows in one transaction, and takes them off the figures, once for all of
 * them. Partitions by time would be dropped in one step, but the unique keys lead with {@code trace_id}, and that of a
 * partitioned table has to contain the time.
 */
final class Retention {

    private static final String OLDEST = closed("t.received_at < ?");

    private static final String OF_SENDER = closed("t.sender = ?");

    /** What is left of them once their sessions are locked: another bridge may have opened or deleted one. */
    private static final String STATES = "SELECT " + StateRows.COLUMNS + ", " + StoredBytes.OF_TRACE + """
             AS bytes
            FROM traces t WHERE t.trace_id = ANY (?) AND t.status <> 'open' ORDER BY t.received_at, t.id
            """;

    private static final String DELETE_CALLS = """
            DELETE FROM tool_calls WHERE trace_id = ? AND id IN (
              SELECT id FROM tool_calls WHERE trace_id = ? ORDER BY id LIMIT ?)
            RETURNING error IS NOT NULL, duration_ms, COALESCE(
              (SELECT MAX(f.tool_name) FROM tool_figures f WHERE f.tool_name = tool_calls.tool_name), ''),
            """ + StoredBytes.OF_CALL;

    private static final String DELETE_REWARDS = """
            DELETE FROM rewards WHERE trace_id = ? AND id IN (
              SELECT id FROM rewards WHERE trace_id = ? ORDER BY id LIMIT ?)
            RETURNING reward,
            """ + StoredBytes.OF_REWARD;

    private static final String DELETE_TRACE = "DELETE FROM traces WHERE trace_id = ?";

    private static final String DELETE_ASSIGNMENT = "DELETE FROM assignments WHERE trace_id = ?";

    private static final String SUBTRACT_CALLS = "UPDATE traces SET tool_count = tool_count - ? WHERE trace_id = ?";

    private static final String ANY_OF_SESSION = "SELECT 1 FROM traces WHERE session_key = ? LIMIT 1";

    private static String closed(String condition) {
        return "SELECT t.trace_id, t.tool_count FROM traces t WHERE " + condition
                + " AND t.status <> 'open' ORDER BY t.received_at, t.id LIMIT ?";
    }

    private final WritingConnection connection;
    private final int rowsMax;
    private final List<String> traceIds = new ArrayList<>();
    private final Map<String, ToolFigures> tools = new HashMap<>();
    private final Map<FigureKey, TraceFigures> figures = new HashMap<>();
    private long sessions;
    private int rows;
    private long bytes;

    private Retention(WritingConnection connection, int rowsMax) {
        this.connection = connection;
        this.rowsMax = rowsMax;
    }

    /** One step of what was received before that time; what it took away. */
    static Deletion ofOldest(
            WritingConnection connection, String instance, long receivedBefore, int rowsMax, long bytesMax)
            throws SQLException {
        return step(connection, instance, oldest(connection, OLDEST, receivedBefore, rowsMax), rowsMax, bytesMax);
    }

    /** One step of what came from that sender. */
    static Deletion ofSender(WritingConnection connection, String instance, String sender, int rowsMax, long bytesMax)
            throws SQLException {
        return step(connection, instance, oldest(connection, OF_SENDER, sender, rowsMax), rowsMax, bytesMax);
    }

    private static Deletion step(
            WritingConnection connection, String instance, Set<String> oldest, int rowsMax, long bytesMax)
            throws SQLException {
        if (oldest.isEmpty()) {
            return Deletion.NOTHING;
        }
        Set<String> locked = new HashSet<>();
        SessionLocks.take(connection, new WorkingSet.Keys(oldest, Set.of()), locked);
        connection.send();
        return new Retention(connection, rowsMax).delete(List.copyOf(oldest), locked, instance, bytesMax);
    }

    /** The oldest traces to delete, as many as may fit into those rows. */
    private static Set<String> oldest(WritingConnection connection, String which, Object of, int rowsMax)
            throws SQLException {
        Set<String> oldest = new HashSet<>();
        try (ResultSet row = connection.query(which, of, rowsMax)) {
            for (long rows = 0; rows < rowsMax && row.next(); ) {
                oldest.add(row.getString(1));
                rows += 1 + row.getLong(2);
            }
        }
        return oldest;
    }

    /** A trace to delete, and the bytes of its own row. */
    private record Old(TraceState state, long bytes) {}

    private Deletion delete(List<String> oldest, Set<String> locked, String instance, long bytesMax)
            throws SQLException {
        List<Old> states = new ArrayList<>();
        try (ResultSet row = connection.query(STATES, oldest)) {
            while (row.next()) {
                states.add(new Old(StateRows.state(Columns.of(row)), row.getLong("bytes")));
            }
        }
        for (Old old : states) {
            if (rows >= rowsMax || bytes >= bytesMax) {
                break;
            }
            if (locked.contains(old.state().sessionKey())) {
                delete(old);
            }
        }
        return subtracted(instance);
    }

    private void delete(Old old) throws SQLException {
        TraceState trace = old.state();
        int before = rows;
        TraceFigures deleted = deleteCalls(trace.traceId());
        int calls = rows - before;
        deleted = deleted.plus(deleteRewards(trace.traceId()));
        if (rows < rowsMax) {
            rows++;
            bytes += old.bytes();
            connection.update(DELETE_TRACE, trace.traceId());
            connection.update(DELETE_ASSIGNMENT, trace.traceId());
            deleted = deleted.plus(TraceFigures.of(trace));
            sessions += sessionHasTraces(trace.sessionKey()) ? 0 : 1;
        } else {
            connection.update(SUBTRACT_CALLS, calls, trace.traceId());
            deleted = deleted.plus(TraceFigures.ofToolCalls(calls, 0));
        }
        traceIds.add(trace.traceId());
        figures.merge(FigureKey.of(trace), deleted, TraceFigures::plus);
    }

    private TraceFigures deleteCalls(String traceId) throws SQLException {
        int errors = 0;
        try (ResultSet row = connection.query(DELETE_CALLS, traceId, traceId, rowsMax - rows)) {
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
        TraceFigures figures = TraceFigures.ZERO;
        try (ResultSet row = connection.query(DELETE_REWARDS, traceId, traceId, rowsMax - rows)) {
            while (row.next()) {
                rows++;
                double reward = row.getDouble(1);
                figures = figures.plus(TraceFigures.ofReward(row.wasNull() ? null : reward));
                bytes += row.getLong(2);
            }
        }
        return figures;
    }

    private boolean sessionHasTraces(String sessionKey) throws SQLException {
        try (ResultSet row = connection.query(ANY_OF_SESSION, sessionKey)) {
            return row.next();
        }
    }

    private Deletion subtracted(String instance) throws SQLException {
        TraceFigures all = figures.values().stream().reduce(TraceFigures.ZERO, TraceFigures::plus);
        Map<String, ToolFigures> fewer = new HashMap<>();
        tools.forEach((name, change) -> fewer.put(name, change.negated()));
        figures.replaceAll((key, change) -> change.negated());
        new FigureWrites(connection, instance).add(figures, fewer, -sessions, -bytes);
        connection.send();
        UnusedTools.delete(connection, tools.keySet());
        return new Deletion(traceIds, all, tools, sessions);
    }
}
