package ai.openclaw.lightning.writer;

import ai.openclaw.lightning.model.TraceState;
import ai.openclaw.lightning.storage.WorkingSet.Session;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The states of traces and sessions as one batch leaves them, laid over the committed ones, which stay as they are
 * until {@link #commit}. Keeps each session's lists true to its traces, and abandons an open trace as soon as another
 * of its session is known to have started later, in whatever order they come. Not thread-safe.
 */
final class PlannedTraces {

    private final TraceCache committed;
    private final Map<String, TraceState> traces = new LinkedHashMap<>();
    private final Map<String, Session> sessions = new HashMap<>();

    /** Sessions whose lists can't be told any more from what is loaded: they are read again before the next batch. */
    private final Set<String> unsure = new HashSet<>();

    private long newSessions;
    private int newActiveSessions;

    PlannedTraces(TraceCache committed) {
        this.committed = committed;
    }

    /** The trace as it stands now, null when there is none. */
    TraceState trace(String traceId) {
        TraceState planned = traces.get(traceId);
        return planned == null ? committed.trace(traceId) : planned;
    }

    Session session(String key) {
        Session planned = sessions.get(key);
        return planned == null ? committed.session(key) : planned;
    }

    /** Whether a client may still name the trace's session: none did, and no other trace came under its own key. */
    boolean unnamed(TraceState trace) {
        return trace.anonymous() && session(trace.sessionKey()).latest().size() == 1;
    }

    /** Takes over a trace's new state. */
    void put(TraceState state) {
        TraceState before = trace(state.traceId());
        traces.put(state.traceId(), state);
        boolean moved = before != null && !before.sessionKey().equals(state.sessionKey());
        if (moved) {
            putSession(before.sessionKey(), Session.NONE); // it was the only trace of its own key
        }
        TraceState inSession = moved ? null : before;
        boolean sameBeginning = inSession != null
                && inSession.lifecycle().startTime() == state.lifecycle().startTime()
                && Objects.equals(
                        inSession.lifecycle().startedAt(), state.lifecycle().startedAt());
        if (sameBeginning && inSession.open() == state.open()) {
            return;
        }
        putSession(state.sessionKey(), sessionWith(inSession, state));
        if (!sameBeginning) {
            abandonOvertaken(state.sessionKey());
        }
    }

    /** @param before the state that the session's lists know, null when the trace is new to them */
    private Session sessionWith(TraceState before, TraceState state) {
        Session session = session(state.sessionKey());
        List<String> open = new ArrayList<>(session.open());
        open.remove(state.traceId());
        if (state.open()) {
            open.add(placeOf(state, open), state.traceId());
        }
        long openCount = session.openCount() + (state.open() ? 1 : 0) - (before != null && before.open() ? 1 : 0);
        boolean movedBack = before != null
                && before.lifecycle().startTime() != state.lifecycle().startTime();
        if (openCount > open.size() || (movedBack && session.latest().size() > 1)) {
            unsure.add(state.sessionKey());
        }
        return new Session(open, openCount, latestOf(session, state), lastStartOf(session, state));
    }

    /** Behind all that started earlier or at the same time. */
    private int placeOf(TraceState state, List<String> inOrderOfStart) {
        int index = inOrderOfStart.size();
        while (index > 0
                && startOf(inOrderOfStart.get(index - 1)) > state.lifecycle().startTime()) {
            index--;
        }
        return index;
    }

    private List<String> latestOf(Session session, TraceState state) {
        List<String> inOrder = new ArrayList<>(session.latest());
        inOrder.remove(state.traceId());
        Collections.reverse(inOrder);
        inOrder.add(placeOf(state, inOrder), state.traceId());
        Collections.reverse(inOrder);
        return inOrder.subList(0, Math.min(2, inOrder.size()));
    }

    private String lastStartOf(Session session, TraceState state) {
        if (state.lifecycle().startedAt() == null) {
            return session.lastStart();
        }
        boolean later =
                session.lastStart() == null || trace(session.lastStart()).begun() <= state.begun();
        return later ? state.traceId() : session.lastStart();
    }

    private long startOf(String traceId) {
        return trace(traceId).lifecycle().startTime();
    }

    private void abandonOvertaken(String sessionKey) {
        Session session = session(sessionKey);
        if (session.lastStart() == null) {
            return;
        }
        long lastStart = trace(session.lastStart()).begun();
        for (String traceId : session.open()) {
            TraceState trace = trace(traceId);
            if (!traceId.equals(session.lastStart()) && trace.begun() < lastStart) {
                put(TraceUpdates.abandoned(trace));
            }
        }
    }

    private void putSession(String key, Session session) {
        Session before = session(key);
        newSessions += (session.exists() ? 1 : 0) - (before.exists() ? 1 : 0);
        newActiveSessions += (session.openCount() > 0 ? 1 : 0) - (before.openCount() > 0 ? 1 : 0);
        sessions.put(key, session);
    }

    /** The states that this batch made, in the order the traces came up. */
    Iterable<TraceState> changed() {
        return traces.values();
    }

    /** By how many the sessions became more. */
    long newSessions() {
        return newSessions;
    }

    /** By how many the sessions with an open trace became more. */
    int newActiveSessions() {
        return newActiveSessions;
    }

    /** After the commit: makes these states the committed ones. */
    void commit() {
        sessions.keySet().removeAll(unsure);
        committed.commit(traces, sessions, unsure);
    }
}
