package ai.openclaw.lightning.writer;

import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.model.TraceState;
import ai.openclaw.lightning.storage.WorkingSet;
import ai.openclaw.lightning.storage.WorkingSet.Session;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The states of the traces and sessions that were written last, as they are committed, so that a running agent's next
 * event needs no read. Not thread-safe: it belongs to the writer's event loop.
 */
final class TraceCache {

    /** About 300 bytes each. */
    private static final int ENTRIES_MAX = 4_096;

    private static final Session NO_SESSION = new Session(List.of(), null);

    private final Map<String, TraceState> traces = leastRecentlyUsed();
    private final Map<String, Session> sessions = leastRecentlyUsed();

    private static <V> Map<String, V> leastRecentlyUsed() {
        return new LinkedHashMap<>(256, 0.75f, true);
    }

    /** What must be loaded before these events, and the abandonment of these idle traces, can be planned. */
    WorkingSet.Keys missing(List<TraceEvent> events, List<String> idle) {
        Set<String> traceIds = new HashSet<>();
        Set<String> sessionKeys = new HashSet<>();
        for (TraceEvent event : events) {
            if (event.traceId() != null) {
                missingOfTrace(event.traceId(), traceIds, sessionKeys);
            }
            if (event.sessionKey() != null) {
                missingOfSession(event.sessionKey(), traceIds, sessionKeys);
            }
        }
        for (String traceId : idle) {
            missingOfTrace(traceId, traceIds, sessionKeys);
        }
        return new WorkingSet.Keys(traceIds, sessionKeys);
    }

    private void missingOfTrace(String traceId, Set<String> traceIds, Set<String> sessionKeys) {
        TraceState state = traces.get(traceId);
        if (state == null) {
            traceIds.add(traceId); // comes with its session
        } else {
            missingOfSession(state.sessionKey(), traceIds, sessionKeys);
        }
    }

    private void missingOfSession(String key, Set<String> traceIds, Set<String> sessionKeys) {
        Session session = sessions.get(key);
        if (session == null) {
            sessionKeys.add(key);
            return;
        }
        for (String traceId : session.open()) {
            if (!traces.containsKey(traceId)) {
                traceIds.add(traceId);
            }
        }
        if (session.latest() != null && !traces.containsKey(session.latest())) {
            traceIds.add(session.latest());
        }
    }

    /** Adds what was loaded; a session that was asked for and not found is known to be new. */
    void add(WorkingSet.Keys keys, WorkingSet loaded) {
        traces.putAll(loaded.traces());
        sessions.putAll(loaded.sessions());
        for (String key : keys.sessionKeys()) {
            sessions.putIfAbsent(key, NO_SESSION);
        }
    }

    /** The trace's committed state, null when there is no such trace. */
    TraceState trace(String traceId) {
        return traces.get(traceId);
    }

    /** The session's committed traces. */
    Session session(String key) {
        return sessions.getOrDefault(key, NO_SESSION);
    }

    /** Takes over what a batch committed, and forgets what was not used for longest. */
    void commit(Map<String, TraceState> changedTraces, Map<String, Session> changedSessions) {
        traces.putAll(changedTraces);
        sessions.putAll(changedSessions);
        trim(traces);
        trim(sessions);
    }

    private static void trim(Map<String, ?> entries) {
        var oldest = entries.entrySet().iterator();
        while (entries.size() > ENTRIES_MAX && oldest.hasNext()) {
            oldest.next();
            oldest.remove();
        }
    }

    /** Forgets a trace that was deleted, and its session. */
    void forget(String traceId) {
        TraceState state = traces.remove(traceId);
        if (state != null) {
            sessions.remove(state.sessionKey());
        } else {
            sessions.values().removeIf(session -> traceId.equals(session.latest()));
        }
    }

    void clear() {
        traces.clear();
        sessions.clear();
    }
}
