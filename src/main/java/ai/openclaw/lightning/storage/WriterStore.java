package ai.openclaw.lightning.storage;

import ai.openclaw.lightning.model.AccessKey;
import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.LearnedDocuments;
import ai.openclaw.lightning.model.Totals;
import ai.openclaw.lightning.model.WriterStatus.StorageInfo;
import java.util.List;
import java.util.Optional;

/**
 * What the writer does. Every call blocks until it is done, and but for {@link #info} all come from the writer's thread, one
 * after another. A failure is a {@link BridgeException}.
 */
public interface WriterStore {

    /**
     * Whether other processes write the same traces. Then what was read outside of a transaction may be wrong already, so
     * the writer remembers nothing between its batches.
     */
    boolean isShared();

    /** Whether this bridge is the one that abandons and deletes; with a shared store it need not be, and it may change. */
    default boolean isKeeper() {
        return true;
    }

    /** The figures over all that is stored. */
    Totals totals();

    /** Begins a transaction; it has to end, by {@link Transaction#close}, before any other call. */
    Transaction begin();

    /**
     * What is stored together or not at all. A transaction that failed can only be closed. One of a shared store may fail
     * with {@link TransactionConflict}; then it may be begun anew.
     *
     * <pre>{@code
     * try (Transaction transaction = store.begin()) {
     *     WorkingSet known = transaction.load(keys);
     *     NewRows.Inserted inserted = transaction.insert(rows);
     *     transaction.store(changesThatFollowFrom(known, inserted));
     *     transaction.commit();
     * }
     * }</pre>
     */
    interface Transaction extends AutoCloseable {

        /**
         * The states of traces and sessions that this transaction is about to change; what is unknown is left out. Comes
         * before anything is written. Until the end nobody else changes them: a shared store locks them, another has no
         * second writer.
         */
        WorkingSet load(WorkingSet.Keys keys);

        /** Inserts rows, but for those whose identity is stored already; which were new. Comes once. */
        NewRows.Inserted insert(NewRows rows);

        /** Stores what follows from the rows that were new. */
        void store(Changes changes);

        /** Stores the optimizer's documents, each in place of the one of its id. */
        void save(LearnedDocuments changed);

        /** Stores a key; false where there is one of its name already. */
        boolean add(AccessKey key);

        /** Deletes the key of that name; false where there is none. */
        boolean revoke(String name);

        /** Takes away the notes of the {@link Outbox} up to that id. */
        default void forget(long noteId) {
            // a store without an outbox has none
        }

        /** When this returns, what was written survives; when it throws, nothing of it is stored. */
        void commit();

        /** Ends the transaction; what was not committed is undone. Never throws. */
        @Override
        void close();
    }

    /** Ids of open traces whose last event came before that time (the bridge's clock), at most {@code limit}. */
    List<String> idleTraces(long lastEventBefore, int limit);

    /**
     * One small step of retention: deletes closed traces that were received before that time, the oldest first, of the
     * last one perhaps only a part.
     *
     * @param rowsMax rows to delete at the most, where a trace is one besides its tool calls and rewards
     * @param bytesMax once that much text is gone no further trace is begun
     */
    Deletion deleteOldest(long receivedBefore, int rowsMax, long bytesMax);

    /** The same for closed traces of that sender, whenever they were received. */
    Deletion deleteOf(String sender, int rowsMax, long bytesMax);

    /** Ids of open traces of that sender, at most {@code limit}. */
    List<String> openTraces(String sender, int limit);

    /** What the stored rows take up, without what is free for new rows. */
    long usedBytes();

    /**
     * Gives freed space back, a bounded amount; whether there may be more of it. To be called until there is not: only then
     * may what was given back be seen in a file's size, a moment later.
     */
    boolean shrink();

    /** Once in a while: lets the store learn how its rows are spread, so that its queries stay fast. Milliseconds. */
    void optimize();

    /** Writes something that takes room, to learn whether writes work. */
    void probe();

    /**
     * Lets go of storage that is gone, and opens what is in its place now, or makes it. When this throws the store is closed,
     * and it may be called again.
     */
    void reopen();

    /**
     * What was met of damage, by whomever, that only {@link #reopen} mends; empty when there is none. From any thread and at
     * once.
     */
    default Optional<BridgeException> damage() {
        return Optional.empty();
    }

    /**
     * What is stored takes up how much. From any thread and at once, also while a transaction hangs or all readers are busy:
     * whoever asks for the bridge's health must not wait for its storage.
     */
    StorageInfo info();
}
