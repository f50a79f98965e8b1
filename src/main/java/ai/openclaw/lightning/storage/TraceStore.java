package ai.openclaw.lightning.storage;

import ai.openclaw.lightning.model.DayFigures;
import ai.openclaw.lightning.model.Totals;
import ai.openclaw.lightning.model.TraceDetail;
import ai.openclaw.lightning.model.TracePage;
import ai.openclaw.lightning.model.TraceQuery;
import ai.openclaw.lightning.model.WriterStatus.StorageInfo;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Keeps traces. Every call returns at once; its future fails with a
 * {@link ai.openclaw.lightning.model.BridgeException}. Reads may come from anywhere, several at a time, and see all that
 * was committed. The calls of the writer come from the writer alone, one after another.
 *
 * <p>Every implementation passes {@code TraceStoreContract}.
 */
public interface TraceStore extends LearningStore {

    /** Makes the storage ready: created, or brought to this version. */
    Future<Void> open();

    /** Ends cleanly; what was written is safe. Also after a failed {@link #open}. */
    Future<Void> close();

    /** A page of traces, newest start first; no more of them are read than the page holds. */
    Future<TracePage> traces(TraceQuery query);

    /**
     * One trace with a page of its tool calls and a page of its rewards, which start after these; empty when there is no
     * such trace. No more rows are read than the pages hold.
     */
    Future<Optional<TraceDetail>> trace(
            String traceId, TraceDetail.CallsCursor afterCall, TraceDetail.RewardsCursor afterReward);

    /** Sizes. */
    Future<StorageInfo> info();

    /**
     * The figures of single days, over the traces that are still stored; a day without any is left out.
     *
     * @param first day number (days since 1970-01-01 UTC) of the first day
     * @param count of days
     */
    Future<Map<Long, DayFigures>> days(long first, int count);

    // The writer's calls.

    /** The figures over all that is stored. */
    Future<Totals> totals();

    /** The states of traces and sessions that a batch will touch; what is unknown is left out. */
    Future<WorkingSet> load(WorkingSet.Keys keys);

    /**
     * One transaction: inserts the rows, asks what follows from which of them were new, and stores that too. When the
     * future succeeds it is committed; when it fails nothing of it is stored.
     *
     * @param changes called once, between the inserts and the rest, on whatever thread the store works on; the caller
     *     does nothing else meanwhile
     */
    Future<Void> write(NewRows rows, Function<NewRows.Inserted, Changes> changes);

    /** Ids of open traces whose last event came before that time (the bridge's clock), at most {@code limit}. */
    Future<List<String>> idleTraces(long lastEventBefore, int limit);

    /**
     * One small step of retention: deletes closed traces that were received before that time, the oldest first, of the
     * last one perhaps only a part.
     *
     * @param rowsMax rows to delete at the most, where a trace is one besides its tool calls and rewards
     * @param bytesMax once that much text is gone no further trace is begun
     */
    Future<Deletion> deleteOldest(long receivedBefore, int rowsMax, long bytesMax);

    /** What the stored rows take up, without what is free for new rows. */
    Future<Long> usedBytes();

    /**
     * Gives freed space back, a bounded amount; whether there may be more of it. To be called until there is not: only then
     * may what was given back be seen in a file's size, a moment later.
     */
    Future<Boolean> shrink();

    /** Once in a while: lets the store learn how its rows are spread, so that its queries stay fast. Milliseconds. */
    Future<Void> optimize();

    /** Writes something that takes room, to learn whether writes work. */
    Future<Void> probe();
}
