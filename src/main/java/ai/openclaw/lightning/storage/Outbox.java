package ai.openclaw.lightning.storage;

import io.vertx.core.Future;
import java.util.List;

/**
 * Traces that were closed, or changed after that, in this order, as long as nobody has taken them away by
 * {@link WriterStore.Transaction#forget}. They are noted in the transaction that closes them, so none is missed.
 */
public interface Outbox {

    /** Of a store that notes none. */
    Outbox NONE = new Outbox() {
        @Override
        public Future<List<Note>> next(int limit) {
            return Future.succeededFuture(List.of());
        }

        @Override
        public Future<List<Noted>> noted() {
            return Future.succeededFuture(List.of());
        }
    };

    /**
     * A note; ids grow. A trace that changes again is noted again.
     *
     * @param agentId of the trace when it was noted; null where it had none
     */
    record Note(long id, String traceId, String agentId) {}

    /** The first ones. Threads and failures are those of {@link TraceReader}. */
    Future<List<Note>> next(int limit);

    /**
     * How many traces are noted.
     *
     * @param agentId of these; null where the traces have none
     * @param deleted whether they were deleted since
     */
    record Noted(String agentId, boolean deleted, long traces) {}

    /** The noted traces, each counted once. It takes time in proportion to the notes. */
    Future<List<Noted>> noted();
}
