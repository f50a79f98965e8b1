package ai.openclaw.lightning.storage.postgres;

import ai.openclaw.lightning.model.TraceState;
import ai.openclaw.lightning.storage.WorkingSet;
import ai.openclaw.lightning.storage.rows.WorkingSetRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The locks behind a working set: whoever changes a trace, or which traces a session has, holds the row of its session until
 * the commit. All bridges take them in the order of their keys, so that none waits in a circle. A trace that is not there yet
 * needs no lock: of two bridges that make it, one is refused and begins anew.
 */
final class SessionLocks {

    /** Gives the transaction its number before anything else of it gets one: see {@link StableIds}. */
    private static final String SESSIONS_OF_TRACES = """
            SELECT t.session_key, pg_current_xact_id() AS began
            FROM (VALUES (1)) AS always LEFT JOIN traces t ON t.trace_id = ANY (?)
            """;

    private static final String MAKE = """
            INSERT INTO sessions (session_key) SELECT key COLLATE "C" FROM unnest(?) AS key ORDER BY 1
            ON CONFLICT DO NOTHING
            """;

    private static final String LOCK =
            "SELECT session_key FROM sessions WHERE session_key = ANY (?) ORDER BY session_key FOR UPDATE";

    private final WritingConnection connection;
    private final List<String> traceIds;
    private final Set<String> locked = new HashSet<>();

    private SessionLocks(WritingConnection connection, Set<String> traceIds) {
        this.connection = connection;
        this.traceIds = traceIds.stream().sorted().toList();
    }

    /** Locks the sessions that were asked for, and those of the traces; which these are. */
    static Set<String> of(WritingConnection connection, WorkingSet.Keys keys) throws SQLException {
        SessionLocks locks = new SessionLocks(connection, keys.traceIds());
        Set<String> wanted = new HashSet<>(keys.sessionKeys());
        // A trace that nobody named a session for is alone under a key of its own.
        keys.traceIds().forEach(traceId -> wanted.remove(TraceState.anonymousKey(traceId)));
        Set<String> ofTraces = locks.sessionsOfTraces();
        wanted.addAll(ofTraces);
        while (!locks.locked.containsAll(wanted)) {
            wanted.removeAll(locks.locked);
            locks.lock(wanted.stream().sorted().toList());
            wanted.addAll(locks.sessionsOfTraces()); // a trace may have moved before its session was locked
        }
        Set<String> all = new HashSet<>(keys.sessionKeys());
        all.addAll(locks.locked);
        return all;
    }

    private Set<String> sessionsOfTraces() throws SQLException {
        try (ResultSet row = connection.query(SESSIONS_OF_TRACES, traceIds)) {
            Set<String> sessions = new HashSet<>(WorkingSetRows.texts(row));
            sessions.remove(null); // the row that is there always
            return sessions;
        }
    }

    /** Rows that were taken away between the two statements are made again in the next turn. */
    private void lock(List<String> keys) throws SQLException {
        connection.update(MAKE, keys);
        try (ResultSet row = connection.query(LOCK, keys)) {
            locked.addAll(WorkingSetRows.texts(row));
        }
    }
}
