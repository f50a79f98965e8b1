package ai.openclaw.lightning.storage.postgres;

import ai.openclaw.lightning.storage.Deletion;
import ai.openclaw.lightning.storage.WorkingSet;
import ai.openclaw.lightning.storage.rows.StateRows;
import ai.openclaw.lightning.storage.rows.TraceDeletion;
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

    private static final TraceDeletion.Sql DELETE = TraceDeletion.Sql.of(StoredBytes.OF_CALL, StoredBytes.OF_REWARD);

    private static String closed(String condition) {
        return "SELECT t.trace_id, t.tool_count FROM traces t WHERE " + condition
                + " AND t.status <> 'open' ORDER BY t.received_at, t.id LIMIT ?";
    }

    private Retention() {}

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
        TraceDeletion step = new TraceDeletion(connection, DELETE, rowsMax, bytesMax);
        for (TraceDeletion.Old old : states(connection, oldest)) {
            if (step.isOver()) {
                break;
            }
            if (locked.contains(old.state().sessionKey())) {
                step.delete(old);
            }
        }
        Deletion deletion = step.deletion();
        new FigureWrites(connection, instance)
                .add(step.figuresLess(), step.toolsLess(), -deletion.sessions(), -step.bytes());
        connection.send();
        UnusedTools.delete(connection, deletion.tools().keySet());
        return deletion;
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

    private static List<TraceDeletion.Old> states(WritingConnection connection, Set<String> traceIds)
            throws SQLException {
        List<TraceDeletion.Old> states = new ArrayList<>();
        try (ResultSet row = connection.query(STATES, List.copyOf(traceIds))) {
            while (row.next()) {
                states.add(TraceDeletion.Old.of(row));
            }
        }
        return states;
    }
}
