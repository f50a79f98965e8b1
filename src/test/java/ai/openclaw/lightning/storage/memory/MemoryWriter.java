package ai.openclaw.lightning.storage.memory;

import ai.openclaw.lightning.model.FigureKey;
import ai.openclaw.lightning.model.Totals;
import ai.openclaw.lightning.model.TraceFigures;
import ai.openclaw.lightning.model.TraceState;
import ai.openclaw.lightning.model.WriterStatus.StorageInfo;
import ai.openclaw.lightning.storage.Deletion;
import ai.openclaw.lightning.storage.WriterStore;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** The writer's calls. */
final class MemoryWriter implements WriterStore {

    private final Memory memory;
    private final boolean shared;

    MemoryWriter(Memory memory, boolean shared) {
        this.memory = memory;
        this.shared = shared;
    }

    @Override
    public boolean isShared() {
        return shared;
    }

    @Override
    public Totals totals() {
        return memory.now(() -> memory.figures.totals(memory.traces.active()));
    }

    @Override
    public Transaction begin() {
        return new MemoryTransaction(memory);
    }

    @Override
    public List<String> idleTraces(long lastEventBefore, int limit) {
        return memory.now(() -> memory.traces.all().stream()
                .map(trace -> trace.state)
                .filter(state -> state.open() && state.lastEventAt() < lastEventBefore)
                .map(TraceState::traceId)
                .limit(limit)
                .toList());
    }

    @Override
    public Deletion deleteOldest(long receivedBefore, int rowsMax, long bytesMax) {
        return delete(state -> state.receivedAt() < receivedBefore, rowsMax, bytesMax);
    }

    @Override
    public Deletion deleteOf(String sender, int rowsMax, long bytesMax) {
        return delete(state -> sender.equals(state.labels().sender()), rowsMax, bytesMax);
    }

    @Override
    public List<String> openTraces(String sender, int limit) {
        return memory.now(() -> memory.traces.all().stream()
                .map(trace -> trace.state)
                .filter(state -> state.open() && sender.equals(state.labels().sender()))
                .map(TraceState::traceId)
                .limit(limit)
                .toList());
    }

    private Deletion delete(Predicate<TraceState> which, int rowsMax, long bytesMax) {
        return memory.write(() -> {
            List<StoredTrace> oldest = memory.traces.all().stream()
                    .filter(trace -> !trace.state.open() && which.test(trace.state))
                    .sorted(Comparator.comparingLong(trace -> trace.state.receivedAt()))
                    .limit(rowsMax)
                    .toList();
            Deletion all = Deletion.NOTHING;
            long before = memory.bytes();
            for (StoredTrace trace : oldest) {
                TraceFigures figures = all.figures();
                long rows = figures.traces() + figures.toolCalls() + figures.rewards();
                if (rows >= rowsMax || before - memory.bytes() >= bytesMax) {
                    break;
                }
                all = all.plus(delete(trace, (int) (rowsMax - rows)));
            }
            return all;
        });
    }

    private Deletion delete(StoredTrace trace, int rowsMax) {
        long before = trace.bytes();
        Deletion deleted = trace.delete(rowsMax, memory.figures::countedName);
        boolean gone = deleted.figures().traces() > 0;
        memory.freed(gone ? before : before - trace.bytes());
        if (gone) {
            memory.traces.remove(trace);
            memory.learning.forget(trace.state.traceId());
            boolean lastOfSession =
                    memory.traces.ofSession(trace.state.sessionKey()).isEmpty();
            deleted = new Deletion(deleted.traceIds(), deleted.figures(), deleted.tools(), lastOfSession ? 1 : 0);
        }
        memory.figures.subtract(deleted, FigureKey.of(trace.state));
        return deleted;
    }

    @Override
    public long usedBytes() {
        return memory.now(memory::bytes);
    }

    @Override
    public boolean shrink() {
        return memory.now(() -> false);
    }

    @Override
    public void optimize() {
        memory.now(() -> null);
    }

    @Override
    public void probe() {
        memory.now(() -> {
            memory.requireRoom(1);
            return null;
        });
    }

    @Override
    public void reopen() {
        memory.open(true);
    }

    @Override
    public StorageInfo info() {
        return new StorageInfo("memory", memory.bytes(), 0);
    }
}
