package ai.openclaw.lightning.storage;

/**
 * Where traces are kept: opened and closed as one, used through three views, one for each kind of caller. The views are
 * there from the beginning and stay the same; while the store is closed, their calls fail as
 * {@link ai.openclaw.lightning.model.BridgeException.Kind#STORAGE_GONE}.
 *
 * <p>Every implementation passes {@code StoreContract}.
 */
public interface Store {

    /**
     * Makes the storage ready: creates it, or brings it to this version. Blocks, for as long as that takes; never on an event
     * loop.
     *
     * @throws ai.openclaw.lightning.model.BridgeException why it can't be opened; it may be tried again
     */
    void open();

    /**
     * Lets go of everything; what was committed is safe. Also after an {@link #open} that failed. Blocks; never on an event
     * loop. A step that fails does not keep the others from being taken.
     */
    void close();

    /** What clients read back. */
    TraceReader reader();

    /** What the optimizer reads. */
    LearningStore learning();

    /** Traces that another bridge is to hear of; a store that keeps none has none. */
    default Outbox outbox() {
        return Outbox.NONE;
    }

    /** What the writer does. */
    WriterStore writer();
}
