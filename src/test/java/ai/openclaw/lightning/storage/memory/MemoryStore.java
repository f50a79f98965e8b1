package ai.openclaw.lightning.storage.memory;

import ai.openclaw.lightning.storage.LearningStore;
import ai.openclaw.lightning.storage.Store;
import ai.openclaw.lightning.storage.TraceReader;
import ai.openclaw.lightning.storage.WriterStore;

/**
 * A store that forgets everything with the process. It holds about as many bytes of content as it is given, and then
 * refuses as a full disk would until retention has made room.
 *
 * <p>Everything is answered at once, on the caller's thread, and guarded by one lock: made for some ten thousand
 * traces, not for millions.
 */
public final class MemoryStore implements Store {

    /** Enough for most tests, bytes. */
    public static final long BYTES_MAX_DEFAULT = 16 << 20;

    private final Memory memory;
    private final TraceReader reader;
    private final LearningStore learning;
    private final WriterStore writer;

    private MemoryStore(Memory memory, boolean shared) {
        this.memory = memory;
        this.reader = new MemoryReader(memory);
        this.learning = new MemoryLearningStore(memory);
        this.writer = new MemoryWriter(memory, shared);
    }

    /** An empty store that is not open yet, and holds about that many bytes. */
    public MemoryStore(long bytesMax) {
        this(new Memory(bytesMax), false);
    }

    /** An empty store that is open. */
    public static MemoryStore opened() {
        MemoryStore store = new MemoryStore(BYTES_MAX_DEFAULT);
        store.open();
        return store;
    }

    /** An empty store that is open, and that several writers may use at the same time. */
    public static MemoryStore openedForSeveral() {
        MemoryStore store = new MemoryStore(new Memory(BYTES_MAX_DEFAULT), true);
        store.open();
        return store;
    }

    @Override
    public void open() {
        memory.open(true);
    }

    @Override
    public void close() {
        memory.open(false);
    }

    @Override
    public TraceReader reader() {
        return reader;
    }

    @Override
    public LearningStore learning() {
        return learning;
    }

    @Override
    public WriterStore writer() {
        return writer;
    }
}
