package ai.openclaw.lightning.model;

/**
 * The state of the writer, as of the last commit.
 *
 * @param problem why events can't be stored durably now, in one sentence; null when they can
 * @param counters events since the start of the process
 */
public record WriterStatus(String problem, Totals totals, Counters counters, Queue queue, StorageInfo storage) {

    /**
     * Events since the start of the process: {@code accepted = stored + duplicates + failed + waiting}.
     *
     * @param accepted taken into the queue
     * @param stored committed, each answered
     * @param duplicates answered, but already stored under the same identity
     * @param failed taken, then refused because the storage failed (full disk, locked, gone)
     * @param rejected never taken: the queue was full
     * @param batches transactions committed
     */
    public record Counters(long accepted, long stored, long duplicates, long failed, long rejected, long batches) {

        /** Taken, but not answered yet. */
        public long waiting() {
            return accepted - stored - duplicates - failed;
        }
    }

    /** The unanswered events, and how many may wait for the next transaction. */
    public record Queue(int events, long bytes, int eventsMax, long bytesMax) {}

    /**
     * The size and state of the store.
     *
     * @param type the store's name, such as {@code sqlite}
     * @param databaseBytes the database file; 0 for a store without one
     * @param walBytes the write-ahead log beside it
     * @param problem why it works badly, although writes may still succeed; null when it works well
     * @param notice what a person should know although it works, in one sentence; null when there is nothing to say
     */
    public record StorageInfo(String type, long databaseBytes, long walBytes, String problem, String notice) {

        /** A store without a problem or a notice. */
        public StorageInfo(String type, long databaseBytes, long walBytes) {
            this(type, databaseBytes, walBytes, null, null);
        }
    }
}
