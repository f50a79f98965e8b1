package ai.openclaw.lightning.writer;

/**
 * The writer's bounds.
 *
 * @param queueEventsMax events that may wait
 * @param queueBytesMax bytes of content that may wait
 * @param batchEventsMax events of one transaction, but for a single request with more
 * @param idleTimeoutMs after how long without an event an open trace is abandoned
 * @param retentionMs how old a trace may get; 0 keeps all
 * @param databaseBytesMax how large the database may get before the oldest traces go; 0 sets no bound
 */
public record WriterSettings(
        int queueEventsMax,
        long queueBytesMax,
        int batchEventsMax,
        long idleTimeoutMs,
        long retentionMs,
        long databaseBytesMax) {

    public WriterSettings {
        if (queueEventsMax < 1 || queueBytesMax < 1 || batchEventsMax < 1 || idleTimeoutMs < 1) {
            throw new IllegalArgumentException("the writer's bounds must be positive");
        }
        if (retentionMs < 0 || databaseBytesMax < 0) {
            throw new IllegalArgumentException("the retention bounds must not be negative");
        }
    }
}
