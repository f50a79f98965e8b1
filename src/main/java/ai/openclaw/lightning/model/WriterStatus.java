package ai.openclaw.lightning.model;

/**
 * How the writer is doing, as of the last commit.
 *
 * @param problem why what is sent can't be stored and kept now, in one sentence; null when it can
 * @param counters events since the start of the process
 */
public record WriterStatus(String problem, Totals totals, Counters counters, Queue queue, StorageInfo storage) {

    /**
     * Events since the start of the process: {@code accepted = stored + duplicates + failed + waiting}.
     *
     * @param accepted taken into the queue
     * @param stored committed, each answered
     * @param duplicates answered, and stored before under the same identity
     * @param failed taken, then refused because of the storage (full disk, locked, gone)
     * @param rejected never taken: the queue was full
     * @param batches transactions committed
     */
    public record Counters(long accepted, long stored, long duplicates, long failed, long rejected, long batches) {

        /** Taken, and not answered yet. */
        public long waiting() {
            return accepted - stored - duplicates - failed;
        }
    }

    /** What was taken and is not answered yet, and how much may wait for the next transaction. */
    public record Queue(int events, long bytes, int eventsMax, long bytesMax) {}

    /**
     * What the store takes up.
     *
     * @param type the store's name, such as {@code sqlite}
     * @param databaseBytes the database file; 0 for a store without one
     * @param walBytes the write-ahead log beside it
     * @param problem why it does not work as it should, although writes may still succeed; null when it does
     * @param notice what a person should know of it although it works, in one sentence; null when there is nothing
     */
    public record StorageInfo(String type, long databaseBytes, long walBytes, String problem, String notice) {

        /** One that there is nothing to say about. */
        public StorageInfo(String type, long databaseBytes, long walBytes) {
            this(type, databaseBytes, walBytes, null, null);
        }
    }
}
