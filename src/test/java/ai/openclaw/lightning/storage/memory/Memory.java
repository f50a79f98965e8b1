package ai.openclaw.lightning.storage.memory;

import ai.openclaw.lightning.model.AccessKey;
import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import io.vertx.core.Future;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What is stored. Whoever touches it holds its lock; whoever writes, one after another, that of the writers as well. */
final class Memory {

    private final ReentrantLock lock = new ReentrantLock();
    private final ReentrantLock writers = new ReentrantLock();
    final StoredTraces traces = new StoredTraces();
    final MemoryLearning learning = new MemoryLearning();
    final Map<String, AccessKey> keys = new TreeMap<>();
    final StoredFigures figures = new StoredFigures();
    private final long bytesMax;
    private final AtomicLong bytes = new AtomicLong();
    private long lastCallId;
    private long lastRewardId;
    private boolean open;

    /** @param bytesMax about as many bytes of content as it holds */
    Memory(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    void open(boolean isOpen) {
        open = isOpen;
    }

    void requireOpen() {
        if (!open) {
            throw new BridgeException(Kind.STORAGE_GONE, "the store is not open");
        }
    }

    /** Refuses as a full disk would. */
    void requireRoom(long more) {
        if (bytes.get() + more > bytesMax) {
            throw new BridgeException(Kind.DISK_FULL, "the store in memory is full; nothing was stored");
        }
    }

    long bytes() {
        return bytes.get();
    }

    void freed(long fewer) {
        bytes.addAndGet(-fewer);
    }

    void added(long more) {
        bytes.addAndGet(more);
    }

    /** Changes a trace, whose size is kept track of. */
    void change(String traceId, Consumer<StoredTrace> change) {
        StoredTrace trace = traces.get(traceId);
        bytes.addAndGet(-trace.bytes());
        change.accept(trace);
        bytes.addAndGet(trace.bytes());
    }

    long nextCallId() {
        return ++lastCallId;
    }

    long nextRewardId() {
        return ++lastRewardId;
    }

    /** Waits until nobody else writes; then nobody else does until {@link #endWriting}. */
    void beginWriting() {
        writers.lock();
    }

    void endWriting() {
        writers.unlock();
    }

    /** Does the work as the only writer, on this thread. */
    <T> T write(Supplier<T> work) {
        beginWriting();
        try {
            return now(work);
        } finally {
            endWriting();
        }
    }

    /** Does the work under the lock, on this thread. */
    <T> T now(Supplier<T> work) {
        lock.lock();
        try {
            requireOpen();
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** The same; whatever goes wrong is the future's failure. */
    <T> Future<T> answered(Supplier<T> work) {
        try {
            return Future.succeededFuture(now(work));
        } catch (RuntimeException e) {
            return Future.failedFuture(BridgeException.of(e));
        }
    }
}
