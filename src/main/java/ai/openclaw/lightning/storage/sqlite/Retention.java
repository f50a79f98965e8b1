package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.storage.Deletion;
import ai.openclaw.lightning.storage.rows.StateRows;
import ai.openclaw.lightning.storage.rows.TraceDeletion;
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

    private static final TraceDeletion.Sql DELETE = TraceDeletion.Sql.of(
            "COALESCE(octet_length(params), 0) + COALESCE(octet_length(result), 0) + COALESCE(octet_length(error), 0)",
            "COALESCE(octet_length(metadata), 0)");

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

    private Retention() {}

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
        List<TraceDeletion.Old> oldest = open.read(connection -> oldest(connection, which, of, rowsMax));
        return oldest.isEmpty()
                ? Deletion.NOTHING
                : open.write(connection -> delete(connection, oldest, rowsMax, bytesMax));
    }

    /** The oldest traces to delete, as many as may fit into those rows. */
    private static List<TraceDeletion.Old> oldest(WritingConnection connection, String which, Object of, int rowsMax)
            throws SQLException {
        List<TraceDeletion.Old> oldest = new ArrayList<>();
        try (ResultSet row = connection.query(which, of, rowsMax)) {
            for (long rows = 0; rows < rowsMax && row.next(); ) {
                TraceDeletion.Old old = TraceDeletion.Old.of(row);
                oldest.add(old);
                rows += 1 + old.state().tools().count();
            }
        }
        return oldest;
    }

    private static Deletion delete(
            WritingConnection connection, List<TraceDeletion.Old> oldest, int rowsMax, long bytesMax)
            throws SQLException {
        TraceDeletion step = new TraceDeletion(connection, DELETE, rowsMax, bytesMax);
        for (TraceDeletion.Old old : oldest) {
            if (step.isOver()) {
                break;
            }
            step.delete(old);
        }
        Deletion deletion = step.deletion();
        FigureWrites.add(connection, step.figuresLess(), step.toolsLess(), -deletion.sessions());
        connection.update(DELETE_UNUSED_TOOLS);
        return deletion;
    }
}
