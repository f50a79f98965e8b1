package ai.openclaw.lightning.writer;

import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.model.TraceState;
import ai.openclaw.lightning.storage.WorkingSet;
import ai.openclaw.lightning.storage.WorkingSet.Session;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The states of the traces and sessions that were written last, as they are committed, so that a running agent's next
 * event needs no read. It is right because the writer alone writes: it takes over each batch after its commit, forgets
 * what retention deletes, and everything when the file is another one. Not thread-safe.
 */
final class TraceCache {

    /**
     * Bytes of states, about; as many again, at the most, for the sessions. That is some 1,500 traces, and what is not here is
     * read. Each megabyte more is one that lives for ever in a small heap, and costs more in collections than it saves.
     */
    private static final long WEIGHT_MAX = 1 << 20;

    /** What a record with its strings' headers takes, about. */
    private static final int RECORD_BYTES = 300;

    private static final int STRING_BYTES = 56;

    private static final int VERDICT_BYTES = 150;

    private final LruMap<TraceState> traces = new LruMap<>(WEIGHT_MAX, TraceCache::weightOf);
    private final LruMap<Session> sessions = new LruMap<>(WEIGHT_MAX, TraceCache::weightOf);

    private static int weightOf(TraceState state) {
        int characters = state.sessionKey().length();
        for (String name : state.tools().used()) {
            characters += name.length() + STRING_BYTES;
        }
        TraceState.Labels labels = state.labels();
        String[] texts = {
            labels.agentId(), labels.model(), labels.taskKey(), labels.promptVersion(), labels.parentTraceId()
        };
        for (String label : texts) {
            characters += label == null ? 0 : label.length() + STRING_BYTES;
        }
        return RECORD_BYTES
                + characters
                + VERDICT_BYTES * state.outcome().verdicts().others().size();
    }

    private static int weightOf(Session session) {
        return RECORD_BYTES + session.open().size() * (STRING_BYTES + 32);
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
            traceIds.add(traceId); // comes with its session, or else is new, perhaps under a key of its own
            missingOfSession(TraceState.anonymousKey(traceId), traceIds, sessionKeys);
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
        session.open().forEach(traceId -> missingState(traceId, traceIds));
        session.latest().forEach(traceId -> missingState(traceId, traceIds));
        if (session.lastStart() != null) {
            missingState(session.lastStart(), traceIds);
        }
    }

    private void missingState(String traceId, Set<String> traceIds) {
        if (!traces.contains(traceId)) {
            traceIds.add(traceId);
        }
    }

    /** Adds what was loaded; a session that was asked for and not found is known to be new. */
    void add(WorkingSet.Keys keys, WorkingSet loaded) {
        loaded.traces().forEach(traces::put);
        loaded.sessions().forEach(sessions::put);
        for (String key : keys.sessionKeys()) {
            if (!sessions.contains(key)) {
                sessions.put(key, Session.NONE);
            }
        }
    }

    /** The trace's committed state, null when there is no such trace. */
    TraceState trace(String traceId) {
        return traces.get(traceId);
    }

    /** The session's committed traces. */
    Session session(String key) {
        Session session = sessions.get(key);
        return session == null ? Session.NONE : session;
    }

    /**
     * Takes over what a batch committed, and forgets what was not used for longest.
     *
     * @param unsure keys of sessions that changed in a way that must be read again
     */
    void commit(Map<String, TraceState> changedTraces, Map<String, Session> changedSessions, Set<String> unsure) {
        changedTraces.forEach(traces::put);
        changedSessions.forEach(sessions::put);
        unsure.forEach(sessions::remove);
        traces.trim();
        sessions.trim();
    }

    /** Forgets traces that were deleted, all or in part, and the sessions that may name them. */
    void forget(Set<String> traceIds) {
        traceIds.forEach(traces::remove);
        sessions.removeIf(session -> session.latest().stream().anyMatch(traceIds::contains)
                || (session.lastStart() != null && traceIds.contains(session.lastStart())));
    }

    void clear() {
        traces.clear();
        sessions.clear();
    }
}
