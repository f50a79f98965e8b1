package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.storage.Changes.TraceChange;
import ai.openclaw.lightning.storage.Outbox.Note;
import ai.openclaw.lightning.storage.Outbox.Noted;
import ai.openclaw.lightning.storage.rows.FetchedRow;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.sql.SQLException;
import java.util.List;

/** Notes of closed traces, for a bridge that shares them. */
final class OutboxRows {

    static final String FORGET = "DELETE FROM outbox WHERE id <= ?";

    private static final String NEXT = "SELECT id, trace_id, agent_id FROM outbox ORDER BY id LIMIT ?";
    private static final String NOTE = "INSERT INTO outbox (trace_id, agent_id) VALUES (?, ?)";

    private static final String NOTED = """
            SELECT CASE WHEN traces.trace_id IS NULL THEN noted.agent_id ELSE traces.agent_id END AS agent_id,
              traces.trace_id IS NULL AS deleted, COUNT(*) AS traces
            FROM (SELECT trace_id, agent_id, MAX(id) FROM outbox GROUP BY trace_id) AS noted
              LEFT JOIN traces ON traces.trace_id = noted.trace_id
            GROUP BY 1, 2
            """;

    private OutboxRows() {}

    static Future<List<Note>> next(Pool readers, int limit) {
        return readers.preparedQuery(NEXT)
                .execute(Tuple.of(limit))
                .map(rows -> FetchedRow.all(rows).stream()
                        .map(row -> new Note(row.integer("id", 0), row.text("trace_id"), row.text("agent_id")))
                        .toList());
    }

    static Future<List<Noted>> noted(Pool readers) {
        return readers.query(NOTED)
                .execute()
                .map(rows -> FetchedRow.all(rows).stream()
                        .map(row -> new Noted(
                                row.text("agent_id"), row.integer("deleted", 0) == 1, row.integer("traces", 0)))
                        .toList());
    }

    static void note(WritingConnection connection, List<TraceChange> changes) throws SQLException {
        boolean any = false;
        for (TraceChange change : changes) {
            if (!change.state().open()) {
                connection.addBatch(
                        NOTE, change.state().traceId(), change.state().labels().agentId());
                any = true;
            }
        }
        if (any) {
            connection.prepared(NOTE).executeBatch();
        }
    }
}
