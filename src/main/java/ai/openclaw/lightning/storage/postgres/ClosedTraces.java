package ai.openclaw.lightning.storage.postgres;

import ai.openclaw.lightning.storage.Changes.TraceChange;
import ai.openclaw.lightning.storage.rows.WorkingSetRows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * How the learner hears of traces that any bridge has closed. By rows, not by notifications: of transactions that notify, one
 * at a time commits in the whole server.
 */
final class ClosedTraces {

    private static final String TELL = "INSERT INTO closed_traces (trace_id) SELECT unnest(?)";

    private static final String TAKE = """
            DELETE FROM closed_traces WHERE ctid IN (SELECT ctid FROM closed_traces LIMIT 1000) RETURNING trace_id
            """;

    private ClosedTraces() {}

    /** Says of these changes which traces are closed now, with the next {@link WritingConnection#send}. */
    static void tell(WritingConnection connection, List<TraceChange> changes) {
        List<String> closed = changes.stream()
                .map(TraceChange::state)
                .filter(state -> !state.open())
                .map(state -> state.traceId())
                .toList();
        if (!closed.isEmpty()) {
            connection.later(TELL, closed);
        }
    }

    /** Takes some of those that are committed. */
    static List<String> take(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(TAKE)) {
            return WorkingSetRows.texts(row);
        }
    }
}
