package ai.openclaw.lightning.storage.postgres;

import ai.openclaw.lightning.model.TraceState;
import ai.openclaw.lightning.storage.WorkingSet;
import ai.openclaw.lightning.storage.rows.StateRows;
import ai.openclaw.lightning.storage.rows.WorkingSetRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What the writer reads before it writes, in the transaction that writes: locked first. */
final class WorkingSetReads {

    private static final String WANTED =
            String.format(Locale.ROOT, """
            WITH keys AS (
              SELECT unnest(?) AS session_key
              UNION
              SELECT session_key FROM traces WHERE trace_id = ANY (?)),
            wanted AS (
              SELECT trace_id FROM traces WHERE trace_id = ANY (?)
              UNION
              SELECT o.trace_id FROM keys CROSS JOIN LATERAL (
                SELECT trace_id FROM traces WHERE session_key = keys.session_key AND status = 'open'
                ORDER BY start_time DESC, id DESC LIMIT %d) o
              UNION
              SELECT l.trace_id FROM keys CROSS JOIN LATERAL (
                SELECT trace_id FROM traces WHERE session_key = keys.session_key
                ORDER BY start_time DESC, id DESC LIMIT 2) l
              UNION
              SELECT r.trace_id FROM keys CROSS JOIN LATERAL (
                SELECT s.trace_id FROM (
                  SELECT trace_id, id, started_at FROM traces WHERE session_key = keys.session_key
                  ORDER BY start_time DESC, id DESC LIMIT %d) s
                WHERE s.started_at IS NOT NULL ORDER BY s.started_at DESC, s.id DESC LIMIT 1) r)
            SELECT %s,
              (SELECT COUNT(*) FROM traces c WHERE c.session_key = t.session_key AND c.status = 'open') AS open_count
            FROM wanted JOIN traces t ON t.trace_id = wanted.trace_id
            ORDER BY t.start_time, t.id
            """, WorkingSet.OPEN_TRACES_MAX, WorkingSet.STARTS_MAX, StateRows.COLUMNS);

    private static final String IDLE =
            "SELECT trace_id FROM traces WHERE status = 'open' AND last_event_at < ? LIMIT ?";

    private static final String OPEN_OF_SENDER =
            "SELECT trace_id FROM traces WHERE sender = ? AND status = 'open' LIMIT ?";

    private WorkingSetReads() {}

    static WorkingSet load(WritingConnection connection, WorkingSet.Keys keys) throws SQLException {
        Set<String> locked = new HashSet<>();
        WorkingSet.Keys toLock = keys;
        while (true) {
            WorkingSet known = lockAndRead(connection, toLock, locked, keys);
            Set<String> unlocked = known.traces().values().stream()
                    .map(TraceState::sessionKey)
                    .filter(key -> !locked.contains(key))
                    .collect(Collectors.toSet());
            if (unlocked.isEmpty()) {
                return known;
            }
            // A trace came, or moved, before its session was locked.
            toLock = new WorkingSet.Keys(Set.of(), unlocked);
        }
    }

    /** In one trip: what is read is as of a moment when the locks are held. */
    private static WorkingSet lockAndRead(
            WritingConnection connection, WorkingSet.Keys toLock, Set<String> locked, WorkingSet.Keys keys)
            throws SQLException {
        Set<String> sessionKeys = new HashSet<>(keys.sessionKeys());
        sessionKeys.addAll(toLock.sessionKeys());
        sessionKeys.addAll(locked);
        List<String> traceIds = List.copyOf(keys.traceIds());
        List<WorkingSet> read = new ArrayList<>();
        SessionLocks.take(connection, toLock, locked);
        connection.later(
                sent -> read.add(WorkingSetRows.of(sent.getResultSet())),
                WANTED,
                List.copyOf(sessionKeys),
                traceIds,
                traceIds);
        connection.send();
        return read.get(0);
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
