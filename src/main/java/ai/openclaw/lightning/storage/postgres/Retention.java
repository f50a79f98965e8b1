package ai.openclaw.lightning.storage.postgres;

import ai.openclaw.lightning.model.TraceFigures;
import ai.openclaw.lightning.model.TraceState;
import ai.openclaw.lightning.storage.Deletion;
import ai.openclaw.lightning.storage.WorkingSet;
import ai.openclaw.lightning.storage.rows.Columns;
import ai.openclaw.lightning.storage.rows.DeletedRows;
import ai.openclaw.lightning.storage.rows.StateRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
    private final DeletedRows deleted;

    private Retention(WritingConnection connection, int rowsMax) {
        this.connection = connection;
        this.deleted = new DeletedRows(rowsMax);
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
            if (deleted.left() <= 0 || deleted.bytes() >= bytesMax) {
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
        int before = deleted.left();
        TraceFigures figures = deleteCalls(trace.traceId());
        int calls = before - deleted.left();
        figures = figures.plus(deleteRewards(trace.traceId()));
        if (deleted.left() > 0) {
            connection.update(DELETE_TRACE, trace.traceId());
            connection.update(DELETE_ASSIGNMENT, trace.traceId());
            figures = figures.plus(TraceFigures.of(trace));
            deleted.gone(old.bytes(), !sessionHasTraces(trace.sessionKey()));
        } else {
            connection.update(SUBTRACT_CALLS, calls, trace.traceId());
            figures = figures.plus(TraceFigures.ofToolCalls(calls, 0));
        }
        deleted.of(trace, figures);
    }

    private TraceFigures deleteCalls(String traceId) throws SQLException {
        try (ResultSet row = connection.query(DELETE_CALLS, traceId, traceId, deleted.left())) {
            return deleted.calls(row);
        }
    }

    private TraceFigures deleteRewards(String traceId) throws SQLException {
        try (ResultSet row = connection.query(DELETE_REWARDS, traceId, traceId, deleted.left())) {
            return deleted.rewards(row);
        }
    }

    private boolean sessionHasTraces(String sessionKey) throws SQLException {
        try (ResultSet row = connection.query(ANY_OF_SESSION, sessionKey)) {
            return row.next();
        }
    }

    private Deletion subtracted(String instance) throws SQLException {
        Deletion step = deleted.deletion();
        new FigureWrites(connection, instance)
                .add(deleted.figuresLess(), deleted.toolsLess(), -step.sessions(), -deleted.bytes());
        connection.send();
        UnusedTools.delete(connection, step.tools().keySet());
        return step;
    }
}
