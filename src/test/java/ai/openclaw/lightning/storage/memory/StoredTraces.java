package ai.openclaw.lightning.storage.memory;

import ai.openclaw.lightning.model.TraceState;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/** All traces, by id, by start and by session. Not thread-safe. */
final class StoredTraces {

    private static final Comparator<StoredTrace> BY_START =
            Comparator.comparingLong(StoredTrace::startTime).thenComparingLong(trace -> trace.id);

    private final Map<String, StoredTrace> byId = new LinkedHashMap<>();
    private final NavigableSet<StoredTrace> byStart = new TreeSet<>(BY_START);
    private final Map<String, NavigableSet<StoredTrace>> bySession = new HashMap<>();
    private long lastId;

    StoredTrace get(String traceId) {
        return byId.get(traceId);
    }

    /** In the order they came. */
    Collection<StoredTrace> all() {
        return byId.values();
    }

    NavigableSet<StoredTrace> byStart() {
        return byStart;
    }

    NavigableSet<StoredTrace> ofSession(String key) {
        return bySession.getOrDefault(key, new TreeSet<>(BY_START));
    }

    /** Sessions with an open trace. */
    long active() {
        return bySession.values().stream()
                .filter(session -> session.stream().anyMatch(trace -> trace.state.open()))
                .count();
    }

    /** Takes over a state; whether its trace is new. */
    boolean put(TraceState state) {
        boolean fresh = !byId.containsKey(state.traceId());
        StoredTrace trace = byId.computeIfAbsent(state.traceId(), id -> new StoredTrace(++lastId));
        if (!fresh) {
            takeOut(trace); // the sets are ordered by what changes now
        }
        trace.state = state;
        byStart.add(trace);
        bySession
                .computeIfAbsent(state.sessionKey(), key -> new TreeSet<>(BY_START))
                .add(trace);
        return fresh;
    }

    void remove(StoredTrace trace) {
        takeOut(trace);
        byId.remove(trace.state.traceId());
    }

    private void takeOut(StoredTrace trace) {
        byStart.remove(trace);
        NavigableSet<StoredTrace> session = bySession.get(trace.state.sessionKey());
        session.remove(trace);
        if (session.isEmpty()) {
            bySession.remove(trace.state.sessionKey());
        }
    }
}
