package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.model.Experiment.Outcomes;
import ai.openclaw.lightning.model.Sha256;
import ai.openclaw.lightning.model.StoredAssignment;
import ai.openclaw.lightning.optimizer.experiment.ExperimentRun;
import ai.openclaw.lightning.optimizer.experiment.UnitOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Each session is a unit once: the mean of its traces from the first assigned one until the session closes. Clients do
 * not end sessions, so one closes when no trace of it began for an hour and none is open, and at the latest a day after
 * its first trace. Where outcomes are estimated it waits three days for ratings. Later traces do not count. Not thread-safe.
 */
final class SessionUnits implements Units {

    static final long SILENCE_MS = 3_600_000;

    private static final long DAY_MS = 24 * SILENCE_MS;

    /** In all open sessions together; the outcomes of further traces are not awaited. */
    private static final int TRACES_MAX = 20_000;

    private static final int DIGEST_BYTES = 8;

    private final Map<String, Session> open = new LinkedHashMap<>();
    private final Map<String, Session> ofTrace = new HashMap<>();
    private final Set<String> known;
    private final Outcomes outcomes;

    private static final class Session {
        final String key;
        final long firstAt;
        long lastAt;

        /** By trace; null while the trace is open or has no score. */
        final Map<String, UnitOutcome> outcomes = new LinkedHashMap<>();

        Session(String key, long firstAt, long lastAt) {
            this.key = key;
            this.firstAt = firstAt;
            this.lastAt = lastAt;
        }
    }

    SessionUnits(StoredSessions stored, Outcomes outcomes) {
        this.outcomes = outcomes;
        known = new LinkedHashSet<>(stored.known());
        for (OpenSession one : stored.open()) {
            Session session = new Session(one.key(), one.firstAt(), one.lastAt());
            open.put(session.key, session);
            one.traceIds().forEach(traceId -> add(session, traceId));
        }
    }

    private void add(Session session, String traceId) {
        session.outcomes.putIfAbsent(traceId, null);
        ofTrace.put(traceId, session);
    }

    @Override
    public String idOf(StoredAssignment trace) {
        return trace.sessionKey();
    }

    @Override
    public UnitRole roleOf(StoredAssignment trace) {
        if (ofTrace.size() >= TRACES_MAX) {
            return UnitRole.NONE;
        }
        Session session = open.get(trace.sessionKey());
        if (session == null) {
            return known.contains(digest(trace.sessionKey())) ? UnitRole.NONE : UnitRole.FIRST;
        }
        // Decided by stored times alone, so that a restart groups the same traces.
        boolean late =
                trace.assignedAt() - session.lastAt >= SILENCE_MS || trace.assignedAt() - session.firstAt >= DAY_MS;
        if (late) {
            return UnitRole.NONE;
        }
        add(session, trace.traceId());
        session.lastAt = Math.max(session.lastAt, trace.assignedAt());
        return UnitRole.FURTHER;
    }

    @Override
    public void begun(StoredAssignment trace) {
        Session session = new Session(trace.sessionKey(), trace.assignedAt(), trace.assignedAt());
        open.put(session.key, session);
        known.add(digest(session.key));
        add(session, trace.traceId());
    }

    @Override
    public boolean ended(String traceId, UnitOutcome outcome, ExperimentRun run) {
        Session session = ofTrace.get(traceId);
        if (session != null) {
            session.outcomes.put(traceId, outcome);
        }
        return session != null;
    }

    @Override
    public void unless(String traceId, UnitOutcome provisionally) {
        Session session = ofTrace.get(traceId);
        if (session != null) {
            session.outcomes.put(traceId, provisionally);
        }
    }

    @Override
    public boolean expire(long now, ExperimentRun run) {
        boolean any = false;
        Iterator<Session> sessions = open.values().iterator();
        while (sessions.hasNext()) {
            Session session = sessions.next();
            boolean silent = outcomes == Outcomes.EXPLICIT
                    && now - session.lastAt >= SILENCE_MS
                    && !session.outcomes.containsValue(null);
            if (silent || now - session.firstAt >= outcomes.waitMs()) {
                run.ended(session.key, outcome(session));
                ofTrace.keySet().removeAll(session.outcomes.keySet());
                sessions.remove();
                any = true;
            }
        }
        return any;
    }

    private static UnitOutcome outcome(Session session) {
        return UnitOutcome.ofSession(session.outcomes.values().stream()
                .map(outcome -> outcome == null ? UnitOutcome.missing() : outcome)
                .toList());
    }

    @Override
    public Set<String> waiting() {
        return Set.copyOf(ofTrace.keySet());
    }

    @Override
    public StoredSessions stored() {
        List<OpenSession> sessions = new ArrayList<>();
        open.values()
                .forEach(one -> sessions.add(
                        new OpenSession(one.key, one.firstAt, one.lastAt, List.copyOf(one.outcomes.keySet()))));
        return new StoredSessions(sessions, List.copyOf(known));
    }

    /** A digest, because keys may be long and an experiment keeps every key it ever saw. */
    private static String digest(String sessionKey) {
        return Sha256.hex(sessionKey, DIGEST_BYTES);
    }
}
