package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.storage.WorkingSet;
import ai.openclaw.lightning.storage.rows.StateRows;
import ai.openclaw.lightning.storage.rows.WorkingSetRows;
import io.vertx.core.json.JsonArray;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** What the writer reads before it writes; in transactions of their own, which write nothing. */
final class WorkingSetReads {

    // A cross join is SQLite's word for "in this order"; without it the planner walks all traces, to have them sorted.

    private static final String WANTED =
            String.format(Locale.ROOT, """
            WITH named (id, session_key) AS (
              SELECT rowid, session_key FROM traces WHERE trace_id IN (SELECT value FROM json_each(?))),
            keys (session_key) AS (SELECT value FROM json_each(?) UNION SELECT session_key FROM named),
            wanted (id) AS (
              SELECT id FROM named
              UNION
              SELECT t.rowid FROM keys CROSS JOIN traces t ON t.rowid IN (
                SELECT o.rowid FROM traces o WHERE o.session_key = keys.session_key AND o.status = 'open'
                ORDER BY o.start_time DESC, o.rowid DESC LIMIT %d)
              UNION
              SELECT t.rowid FROM keys CROSS JOIN traces t ON t.rowid IN (
                SELECT l.rowid FROM traces l WHERE l.session_key = keys.session_key
                ORDER BY l.start_time DESC, l.rowid DESC LIMIT 2)
              UNION
              SELECT (
                SELECT s.id FROM (
                  SELECT r.rowid AS id, r.started_at FROM traces r WHERE r.session_key = keys.session_key
                  ORDER BY r.start_time DESC, r.rowid DESC LIMIT %d) s
                WHERE s.started_at IS NOT NULL ORDER BY s.started_at DESC, s.id DESC LIMIT 1) FROM keys)
            SELECT %s,
              (SELECT COUNT(*) FROM traces c WHERE c.session_key = t.session_key AND c.status = 'open') AS open_count
            FROM wanted CROSS JOIN traces t ON t.rowid = wanted.id
            ORDER BY t.start_time, t.rowid
            """, WorkingSet.OPEN_TRACES_MAX, WorkingSet.STARTS_MAX, StateRows.COLUMNS);

    private static final String IDLE = """
            SELECT trace_id FROM traces INDEXED BY traces_open WHERE status = 'open' AND last_event_at < ? LIMIT ?
            """;

    private static final String OPEN_OF_SENDER =
            "SELECT trace_id FROM traces INDEXED BY traces_sender WHERE sender = ? AND status = 'open' LIMIT ?";

    private WorkingSetReads() {}

    static WorkingSet load(WritingConnection connection, WorkingSet.Keys keys) throws SQLException {
        try (ResultSet row = connection.query(WANTED, jsonOf(keys.traceIds()), jsonOf(keys.sessionKeys()))) {
            return WorkingSetRows.of(row);
        }
    }

    private static String jsonOf(Iterable<String> keys) {
        JsonArray array = new JsonArray();
        keys.forEach(array::add);
        return array.encode();
    }

    static List<String> idleTraces(WritingConnection connection, long lastEventBefore, int limit) throws SQLException {
        try (ResultSet row = connection.query(IDLE, lastEventBefore, limit)) {
            return WorkingSetRows.texts(row);
        }
    }

    static List<String> openTraces(WritingConnection connection, String sender, int limit) throws SQLException {
        try (ResultSet row = connection.query(OPEN_OF_SENDER, sender, limit)) {
            return WorkingSetRows.texts(row);
        }
    }
}
