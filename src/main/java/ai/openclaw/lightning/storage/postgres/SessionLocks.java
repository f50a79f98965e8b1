package ai.openclaw.lightning.storage.postgres;

import ai.openclaw.lightning.model.TraceState;
import ai.openclaw.lightning.storage.WorkingSet;
import ai.openclaw.lightning.storage.rows.WorkingSetRows;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The locks behind a working set: whoever changes a trace, or which traces a session has, holds the row of its session until
 * the commit. All bridges take them in the order of their keys, so that none waits in a circle. A trace that is not there yet
 * needs no lock: of two bridges that make it, one is refused and begins anew.
 */
final class SessionLocks {

    /**
     * Makes the rows, and locks those that were there: a conflict locks its row before the condition is looked at, which then
     * leaves it as it is. The number of the transaction is given out before anything else of it gets one: see
     * {@link StableIds}.
     */
    private static final String LOCK = """
            WITH wanted AS MATERIALIZED (
              SELECT unnest(?) COLLATE "C" AS session_key
              UNION
              SELECT session_key FROM traces WHERE trace_id = ANY (?)),
            locked AS (
              INSERT INTO sessions (session_key) SELECT session_key FROM wanted ORDER BY 1
              ON CONFLICT (session_key) DO UPDATE SET session_key = excluded.session_key WHERE false)
            SELECT w.session_key, pg_current_xact_id() AS began
            FROM (VALUES (1)) AS always LEFT JOIN wanted w ON true
            """;

    private SessionLocks() {}

    /**
     * Locks the sessions that were asked for, and those that the traces have at this moment, with the next
     * {@link WritingConnection#send}; adds which these are.
     */
    static void take(WritingConnection connection, WorkingSet.Keys keys, Set<String> locked) {
        Set<String> wanted = new HashSet<>(keys.sessionKeys());
        // A trace that nobody named a session for is alone under a key of its own.
        keys.traceIds().forEach(traceId -> wanted.remove(TraceState.anonymousKey(traceId)));
        connection.later(
                sent -> {
                    locked.addAll(WorkingSetRows.texts(sent.getResultSet()));
                    locked.remove(null); // the row that is there always
                },
                LOCK,
                List.copyOf(wanted),
                List.copyOf(keys.traceIds()));
    }
}
