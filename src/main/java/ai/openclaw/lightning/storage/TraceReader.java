package ai.openclaw.lightning.storage;

import ai.openclaw.lightning.model.AccessKey;
import ai.openclaw.lightning.model.ArmTools;
import ai.openclaw.lightning.model.FailureSample;
import ai.openclaw.lightning.model.LatestTraces;
import ai.openclaw.lightning.model.Series;
import ai.openclaw.lightning.model.SeriesQuery;
import ai.openclaw.lightning.model.SessionPage;
import ai.openclaw.lightning.model.ToolUse;
import ai.openclaw.lightning.model.TraceDetail;
import ai.openclaw.lightning.model.TracePage;
import ai.openclaw.lightning.model.TraceQuery;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * What clients read back: all that was committed when they asked. Calls may come from any thread, several at a time.
 *
 * <p>Every call returns at once and never throws; a failure is the future's, a
 * {@link ai.openclaw.lightning.model.BridgeException}. <b>On which thread:</b> a call from a Vert.x context is answered on
 * that context, so that its caller's state stays confined to it; a call from any other thread, on any thread.
 */
public interface TraceReader {

    /** A page of traces, newest start first; no more of them are read than the page holds. */
    Future<TracePage> traces(TraceQuery query);

    /**
     * One trace with a page of its tool calls and a page of its rewards, which start after these; empty when there is no
     * such trace. No more rows are read than the pages hold.
     */
    Future<Optional<TraceDetail>> trace(
            String traceId, TraceDetail.CallsCursor afterCall, TraceDetail.RewardsCursor afterReward);

    /** The sums over the traces that began in that time and are still stored. */
    Future<Series> series(SeriesQuery query);

    /** A page of sessions, the latest first; of the query's filter only the time counts. */
    Future<SessionPage> sessions(TraceQuery query);

    /** What failed in the latest of these traces. */
    Future<FailureSample> failures(LatestTraces which);

    /** How the calls of each tool went, in the same traces. */
    Future<List<ToolUse>> tools(LatestTraces which);

    /** Which tools the arms of an experiment called, as far as the latest traces of its time go. */
    Future<ArmTools> armTools(ArmTools.Query query);

    /** The keys with names, by their names. */
    Future<List<AccessKey>> keys();
}
