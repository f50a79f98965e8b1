package ai.openclaw.lightning.storage.memory;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import ai.openclaw.lightning.model.DayFigures;
import ai.openclaw.lightning.model.LearnedDocuments;
import ai.openclaw.lightning.model.StoredAssignment;
import ai.openclaw.lightning.model.Totals;
import ai.openclaw.lightning.model.TraceDetail;
import ai.openclaw.lightning.model.TraceDetail.CallsCursor;
import ai.openclaw.lightning.model.TraceDetail.RewardsCursor;
import ai.openclaw.lightning.model.TraceEvidence;
import ai.openclaw.lightning.model.TracePage;
import ai.openclaw.lightning.model.TraceQuery;
import ai.openclaw.lightning.model.TraceState;
import ai.openclaw.lightning.model.WriterStatus.StorageInfo;
import ai.openclaw.lightning.storage.Changes;
import ai.openclaw.lightning.storage.Changes.TraceChange;
import ai.openclaw.lightning.storage.Deletion;
import ai.openclaw.lightning.storage.NewRows;
import ai.openclaw.lightning.storage.TraceStore;
import ai.openclaw.lightning.storage.WorkingSet;
import io.vertx.core.Future;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A store that forgets everything with the process: for trying out and for tests. It holds about as many bytes of
 * content as it is given, and then refuses as a full disk would until retention has made room.
 *
 * <p>Everything is answered at once, on the caller's thread, and guarded by one lock: made for some ten thousand
 * traces, not for millions.
 */
public final class MemoryStore implements TraceStore {

    /** Fits into the launcher's heap beside all else, bytes. */
    public static final long BYTES_MAX_DEFAULT = 16 << 20;

    private final long bytesMax;
    private final StoredTraces traces = new StoredTraces();
    private final MemoryLearning learning = new MemoryLearning();
    private final StoredFigures figures = new StoredFigures();
    private long bytes;
    private long lastCallId;
    private long lastRewardId;

    /** Makes an empty store that holds about that many bytes. */
    public MemoryStore(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    @Override
    public Future<Void> open() {
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }

    @Override
    public Future<TracePage> traces(TraceQuery query) {
        return answered(() -> MemoryReads.page(traces, query));
    }

    @Override
    public Future<Optional<TraceDetail>> trace(String traceId, CallsCursor afterCall, RewardsCursor afterReward) {
        return answered(() -> Optional.ofNullable(traces.get(traceId))
                .map(trace -> MemoryReads.detail(trace, afterCall, afterReward)));
    }

    @Override
    public Future<Long> beforeNewest(int count) {
        return answered(() -> MemoryLearning.beforeNewest(traces, count));
    }

    @Override
    public Future<EvidencePage> closedTraces(long afterId, int limit) {
        return answered(() -> MemoryLearning.closedTraces(traces, afterId, limit));
    }

    @Override
    public Future<List<TraceEvidence>> evidence(List<String> traceIds) {
        return answered(() -> MemoryLearning.evidence(traces, traceIds));
    }

    @Override
    public Future<List<StoredAssignment>> assignments(long afterId, int limit) {
        return answered(() -> learning.assignments(traces, afterId, limit));
    }

    @Override
    public Future<LearnedDocuments> learned() {
        return answered(learning::learned);
    }

    @Override
    public Future<Void> saveLearned(LearnedDocuments changed) {
        return answered(() -> {
            learning.save(changed);
            return null;
        });
    }

    @Override
    public Future<StorageInfo> info() {
        return answered(() -> new StorageInfo("memory", bytes, 0));
    }

    @Override
    public Future<Map<Long, DayFigures>> days(long first, int count) {
        return answered(() -> figures.days(first, count));
    }

    @Override
    public Future<Totals> totals() {
        return answered(() -> figures.totals(traces.active()));
    }

    @Override
    public Future<WorkingSet> load(WorkingSet.Keys keys) {
        return answered(() -> {
            Map<String, TraceState> states = new HashMap<>();
            Set<String> sessionKeys = new HashSet<>(keys.sessionKeys());
            for (String traceId : keys.traceIds()) {
                if (traces.get(traceId) != null) {
                    sessionKeys.add(traces.get(traceId).state.sessionKey());
                }
            }
            Map<String, WorkingSet.Session> sessions = new HashMap<>();
            for (String key : sessionKeys) {
                List<TraceState> inOrder =
                        traces.ofSession(key).stream().map(trace -> trace.state).toList();
                if (!inOrder.isEmpty()) {
                    long open = inOrder.stream().filter(TraceState::open).count();
                    sessions.put(key, WorkingSet.Session.of(inOrder, open));
                    inOrder.forEach(state -> states.put(state.traceId(), state));
                }
            }
            return new WorkingSet(states, sessions);
        });
    }

    @Override
    public Future<Void> write(NewRows rows, Function<NewRows.Inserted, Changes> changes) {
        return answered(() -> {
            NewRows.Inserted inserted = new NewRows.Inserted(newCalls(rows.calls()), newRewards(rows.rewards()));
            Changes all = changes.apply(inserted); // it may fail, so nothing is stored before
            List<NewRows.Call> calls = chosen(rows.calls(), inserted.calls());
            List<NewRows.Reward> rewards = chosen(rows.rewards(), inserted.rewards());
            requireRoom(calls, rewards, all);
            for (TraceChange change : all.traces()) {
                store(change);
            }
            for (NewRows.Call row : calls) {
                resized(row.traceId(), trace -> trace.add(++lastCallId, row.event()));
            }
            for (NewRows.Reward row : rewards) {
                resized(row.traceId(), trace -> trace.add(++lastRewardId, row.event()));
            }
            figures.add(all);
            return null;
        });
    }

    private BitSet newCalls(List<NewRows.Call> rows) {
        BitSet inserted = new BitSet(rows.size());
        Set<List<String>> seen = new HashSet<>();
        for (int i = 0; i < rows.size(); i++) {
            String callId = rows.get(i).event().callId();
            StoredTrace trace = traces.get(rows.get(i).traceId());
            boolean known = trace != null && trace.hasCall(callId);
            inserted.set(
                    i, callId == null || (!known && seen.add(List.of(rows.get(i).traceId(), callId))));
        }
        return inserted;
    }

    private BitSet newRewards(List<NewRows.Reward> rows) {
        BitSet inserted = new BitSet(rows.size());
        Set<List<String>> seen = new HashSet<>();
        for (int i = 0; i < rows.size(); i++) {
            String rewardId = rows.get(i).event().rewardId();
            StoredTrace trace = traces.get(rows.get(i).traceId());
            boolean known = trace != null && trace.hasReward(rewardId);
            inserted.set(
                    i,
                    rewardId == null || (!known && seen.add(List.of(rows.get(i).traceId(), rewardId))));
        }
        return inserted;
    }

    private static <R> List<R> chosen(List<R> rows, BitSet which) {
        return which.stream().mapToObj(rows::get).toList();
    }

    private void requireRoom(List<NewRows.Call> calls, List<NewRows.Reward> rewards, Changes changes) {
        long more = 0;
        for (NewRows.Call row : calls) {
            more += Bytes.of(row.event());
        }
        for (NewRows.Reward row : rewards) {
            more += Bytes.of(row.event());
        }
        for (TraceChange change : changes.traces()) {
            more += change.text() == null ? 0 : Bytes.of(change.text());
        }
        if (more > 0 && bytes + more > bytesMax) {
            throw new BridgeException(Kind.DISK_FULL, "the store in memory is full; nothing was stored");
        }
    }

    private void store(TraceChange change) {
        if (traces.put(change.state())) {
            bytes += traces.get(change.state().traceId()).bytes();
        }
        if (change.text() != null) {
            resized(change.state().traceId(), trace -> trace.add(change.text()));
            if (!change.text().arms().isEmpty()) {
                learning.assigned(change.state());
            }
        }
    }

    private void resized(String traceId, Consumer<StoredTrace> change) {
        StoredTrace trace = traces.get(traceId);
        bytes -= trace.bytes();
        change.accept(trace);
        bytes += trace.bytes();
    }

    @Override
    public Future<List<String>> idleTraces(long lastEventBefore, int limit) {
        return answered(() -> traces.all().stream()
                .map(trace -> trace.state)
                .filter(state -> state.open() && state.lastEventAt() < lastEventBefore)
                .map(TraceState::traceId)
                .limit(limit)
                .toList());
    }

    @Override
    public Future<Deletion> deleteOldest(long receivedBefore, int rowsMax, long bytesMax) {
        return answered(() -> {
            List<StoredTrace> oldest = traces.all().stream()
                    .filter(trace -> !trace.state.open() && trace.state.receivedAt() < receivedBefore)
                    .sorted(Comparator.comparingLong(trace -> trace.state.receivedAt()))
                    .limit(rowsMax)
                    .toList();
            Deletion all = Deletion.NOTHING;
            long before = bytes;
            for (StoredTrace trace : oldest) {
                DayFigures figures = all.figures();
                long rows = figures.traces() + figures.toolCalls() + figures.rewards();
                if (rows >= rowsMax || before - bytes >= bytesMax) {
                    break;
                }
                all = all.plus(delete(trace, (int) (rowsMax - rows)));
            }
            return all;
        });
    }

    private Deletion delete(StoredTrace trace, int rowsMax) {
        long before = trace.bytes();
        Deletion deleted = trace.delete(rowsMax, figures::countedName);
        boolean gone = deleted.figures().traces() > 0;
        bytes -= gone ? before : before - trace.bytes();
        if (gone) {
            traces.remove(trace);
            learning.forget(trace.state.traceId());
            boolean lastOfSession = traces.ofSession(trace.state.sessionKey()).isEmpty();
            deleted = new Deletion(deleted.traceIds(), deleted.figures(), deleted.tools(), lastOfSession ? 1 : 0);
        }
        figures.subtract(deleted, DayFigures.day(trace.state.receivedAt()));
        return deleted;
    }

    @Override
    public Future<Long> usedBytes() {
        return answered(() -> bytes);
    }

    @Override
    public Future<Boolean> shrink() {
        return Future.succeededFuture(false);
    }

    @Override
    public Future<Void> optimize() {
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> probe() {
        return answered(() -> {
            if (bytes >= bytesMax) {
                throw new BridgeException(Kind.DISK_FULL, "the store in memory is full; nothing was stored");
            }
            return null;
        });
    }

    private synchronized <T> Future<T> answered(Supplier<T> work) {
        try {
            return Future.succeededFuture(work.get());
        } catch (RuntimeException e) {
            return Future.failedFuture(BridgeException.of(e));
        }
    }
}
