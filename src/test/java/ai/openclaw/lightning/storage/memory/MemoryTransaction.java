package ai.openclaw.lightning.storage.memory;

import ai.openclaw.lightning.model.AccessKey;
import ai.openclaw.lightning.model.LearnedDocuments;
import ai.openclaw.lightning.model.TraceState;
import ai.openclaw.lightning.storage.Changes;
import ai.openclaw.lightning.storage.Changes.TraceChange;
import ai.openclaw.lightning.storage.NewRows;
import ai.openclaw.lightning.storage.WorkingSet;
import ai.openclaw.lightning.storage.WriterStore;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;

/** Keeps other writers out and gathers what is to be stored, which the commit then stores at once. */
final class MemoryTransaction implements WriterStore.Transaction {

    private final Memory memory;
    private final List<NewRows.Call> calls = new ArrayList<>();
    private final List<NewRows.Reward> rewards = new ArrayList<>();
    private final List<Changes> changes = new ArrayList<>();
    private final List<LearnedDocuments> documents = new ArrayList<>();
    private final Map<String, AccessKey> keys = new HashMap<>();
    private final Set<List<String>> identities = new HashSet<>();

    MemoryTransaction(Memory memory) {
        this.memory = memory;
        memory.beginWriting();
    }

    @Override
    public WorkingSet load(WorkingSet.Keys keys) {
        return memory.now(() -> loaded(keys));
    }

    private WorkingSet loaded(WorkingSet.Keys keys) {
        Map<String, TraceState> states = new HashMap<>();
        Set<String> sessionKeys = new HashSet<>(keys.sessionKeys());
        for (String traceId : keys.traceIds()) {
            if (memory.traces.get(traceId) != null) {
                sessionKeys.add(memory.traces.get(traceId).state.sessionKey());
            }
        }
        Map<String, WorkingSet.Session> sessions = new HashMap<>();
        for (String key : sessionKeys) {
            List<TraceState> inOrder = memory.traces.ofSession(key).stream()
                    .map(trace -> trace.state)
                    .toList();
            if (!inOrder.isEmpty()) {
                long open = inOrder.stream().filter(TraceState::open).count();
                sessions.put(key, WorkingSet.Session.of(inOrder, open));
                inOrder.forEach(state -> states.put(state.traceId(), state));
            }
        }
        return new WorkingSet(states, sessions);
    }

    @Override
    public NewRows.Inserted insert(NewRows rows) {
        return memory.now(() -> inserted(rows));
    }

    private NewRows.Inserted inserted(NewRows rows) {
        return new NewRows.Inserted(
                insert(
                        rows.calls(),
                        calls,
                        "call",
                        NewRows.Call::traceId,
                        row -> row.event().callId(),
                        StoredTrace::hasCall),
                insert(
                        rows.rewards(),
                        rewards,
                        "reward",
                        NewRows.Reward::traceId,
                        row -> row.event().rewardId(),
                        StoredTrace::hasReward));
    }

    private <R> BitSet insert(
            List<R> rows,
            List<R> fresh,
            String kind,
            Function<R, String> traceId,
            Function<R, String> identity,
            BiPredicate<StoredTrace, String> isStored) {
        BitSet inserted = new BitSet(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            R row = rows.get(i);
            String id = identity.apply(row);
            StoredTrace trace = memory.traces.get(traceId.apply(row));
            boolean known = id != null
                    && ((trace != null && isStored.test(trace, id))
                            || !identities.add(List.of(kind, traceId.apply(row), id)));
            if (!known) {
                inserted.set(i);
                fresh.add(row);
            }
        }
        return inserted;
    }

    @Override
    public void store(Changes more) {
        changes.add(more);
    }

    @Override
    public void save(LearnedDocuments changed) {
        documents.add(changed);
    }

    @Override
    public boolean add(AccessKey key) {
        keys.put(key.name(), key);
        return memory.now(() -> !memory.keys.containsKey(key.name()));
    }

    @Override
    public boolean revoke(String name) {
        keys.put(name, null);
        return memory.now(() -> memory.keys.containsKey(name));
    }

    @Override
    public void commit() {
        memory.now(() -> {
            storeAll();
            return null;
        });
    }

    private void storeAll() {
        long more = bytes();
        if (more > 0) {
            memory.requireRoom(more);
        }
        changes.forEach(all -> all.traces().forEach(this::store));
        for (NewRows.Call row : calls) {
            memory.change(row.traceId(), trace -> trace.add(memory.nextCallId(), row.event()));
        }
        for (NewRows.Reward row : rewards) {
            memory.change(row.traceId(), trace -> trace.add(memory.nextRewardId(), row.event()));
        }
        changes.forEach(all ->
                memory.figures.add(all, traceId -> memory.traces.get(traceId).events()));
        documents.forEach(memory.learning::save);
        keys.forEach((name, key) ->
                memory.keys.compute(name, (same, stored) -> key == null || stored == null ? key : stored));
    }

    private long bytes() {
        long more = 0;
        for (NewRows.Call row : calls) {
            more += Bytes.of(row.event());
        }
        for (NewRows.Reward row : rewards) {
            more += Bytes.of(row.event());
        }
        for (Changes all : changes) {
            for (TraceChange change : all.traces()) {
                more += change.text() == null ? 0 : Bytes.of(change.text());
            }
        }
        return more;
    }

    private void store(TraceChange change) {
        String traceId = change.state().traceId();
        if (memory.traces.put(change.state())) {
            memory.added(memory.traces.get(traceId).bytes());
        }
        if (change.text() != null) {
            memory.change(traceId, trace -> trace.add(change.text()));
            if (!change.text().arms().isEmpty()) {
                memory.learning.assigned(change.state());
            }
        }
    }

    @Override
    public void close() {
        memory.endWriting();
    }
}
