package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.model.TraceFigures;
import ai.openclaw.lightning.model.TraceState;
import ai.openclaw.lightning.storage.Deletion;
import ai.openclaw.lightning.storage.rows.Columns;
import ai.openclaw.lightning.storage.rows.DeletedRows;
import ai.openclaw.lightning.storage.rows.StateRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Deletes the oldest traces, a bounded number of rows in one transaction, and takes them off the figures, once for all of
 * them.
 */
final class Retention {

    private static final String OLDEST = closed("t", "t.received_at < ?");

    private static final String OF_SENDER = closed("t INDEXED BY traces_sender", "t.sender = ?");

    private static final String DELETE_CALLS = """
            DELETE FROM tool_calls WHERE id IN (SELECT id FROM tool_calls WHERE trace_id = ? LIMIT ?)
            RETURNING error IS NOT NULL, duration_ms,
              (SELECT COALESCE(MAX(f.tool_name), '') FROM tool_figures f WHERE f.tool_name = tool_calls.tool_name),
              COALESCE(octet_length(params), 0) + COALESCE(octet_length(result), 0) + COALESCE(octet_length(error), 0)
            """;

    private static final String DELETE_REWARDS = """
            DELETE FROM rewards WHERE id IN (SELECT id FROM rewards WHERE trace_id = ? LIMIT ?)
            RETURNING reward, COALESCE(octet_length(metadata), 0)
            """;

    private static final String DELETE_TRACE = "DELETE FROM traces WHERE trace_id = ?";

    private static final String DELETE_ASSIGNMENT = "DELETE FROM assignments WHERE trace_id = ?";

    private static final String SUBTRACT_CALLS = "UPDATE traces SET tool_count = tool_count - ? WHERE trace_id = ?";

    private static final String ANY_OF_SESSION = "SELECT 1 FROM traces WHERE session_key = ? LIMIT 1";

    /** A name whose calls are all gone makes room for another. */
    private static final String DELETE_UNUSED_TOOLS = "DELETE FROM tool_figures WHERE calls <= 0";

    private static String closed(String index, String condition) {
        return String.format(Locale.ROOT, """
                SELECT %s,
                  COALESCE(octet_length(t.message), 0) + COALESCE(octet_length(t.metadata), 0)
                    + COALESCE(octet_length(t.end_metadata), 0) AS bytes
                FROM traces %s WHERE %s AND t.status <> 'open' ORDER BY t.received_at LIMIT ?
                """, StateRows.COLUMNS, index, condition);
    }

    private final WritingConnection connection;
    private final DeletedRows deleted;

    private Retention(WritingConnection connection, int rowsMax) {
        this.connection = connection;
        this.deleted = new DeletedRows(rowsMax);
    }

    /** A trace to delete, and the bytes of its own texts. */
    private record Old(TraceState state, long bytes) {}

    /** One step of what was received before that time; what it took away. */
    static Deletion ofOldest(WriterConnections open, long receivedBefore, int rowsMax, long bytesMax)
            throws SQLException {
        return step(open, OLDEST, receivedBefore, rowsMax, bytesMax);
    }

    /** One step of what came from that sender. */
    static Deletion ofSender(WriterConnections open, String sender, int rowsMax, long bytesMax) throws SQLException {
        return step(open, OF_SENDER, sender, rowsMax, bytesMax);
    }

    /** The traces to delete are looked up in a transaction before the one that deletes. */
    private static Deletion step(WriterConnections open, String which, Object of, int rowsMax, long bytesMax)
            throws SQLException {
        List<Old> oldest = open.read(connection -> oldest(connection, which, of, rowsMax));
        return oldest.isEmpty()
                ? Deletion.NOTHING
                : open.write(connection -> delete(connection, oldest, rowsMax, bytesMax));
    }

    /** The oldest traces to delete, as many as may fit into those rows. */
    private static List<Old> oldest(WritingConnection connection, String which, Object of, int rowsMax)
            throws SQLException {
        List<Old> oldest = new ArrayList<>();
        try (ResultSet row = connection.query(which, of, rowsMax)) {
            for (long rows = 0; rows < rowsMax && row.next(); ) {
                Old old = new Old(StateRows.state(Columns.of(row)), row.getLong("bytes"));
                oldest.add(old);
                rows += 1 + old.state().tools().count();
            }
        }
        return oldest;
    }

    private static Deletion delete(WritingConnection connection, List<Old> oldest, int rowsMax, long bytesMax)
            throws SQLException {
        Retention step = new Retention(connection, rowsMax);
        for (Old old : oldest) {
            if (step.deleted.left() <= 0 || step.deleted.bytes() >= bytesMax) {
                break;
            }
            step.delete(old);
        }
        return step.subtracted();
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
        try (ResultSet row = connection.query(DELETE_CALLS, traceId, deleted.left())) {
            return deleted.calls(row);
        }
    }

    private TraceFigures deleteRewards(String traceId) throws SQLException {
        try (ResultSet row = connection.query(DELETE_REWARDS, traceId, deleted.left())) {
            return deleted.rewards(row);
        }
    }

    private boolean sessionHasTraces(String sessionKey) throws SQLException {
        try (ResultSet row = connection.query(ANY_OF_SESSION, sessionKey)) {
            return row.next();
        }
    }

    private Deletion subtracted() throws SQLException {
        Deletion step = deleted.deletion();
        FigureWrites.add(connection, deleted.figuresLess(), deleted.toolsLess(), -step.sessions());
        connection.update(DELETE_UNUSED_TOOLS);
        return step;
    }
}
