package ai.openclaw.lightning.storage.rows;

import ai.openclaw.lightning.model.Trace;
import ai.openclaw.lightning.model.TraceDetail;
import ai.openclaw.lightning.model.TraceDetail.CallsCursor;
import ai.openclaw.lightning.model.TraceDetail.RewardsCursor;
import ai.openclaw.lightning.model.TracePage;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.function.Function;

/**
 * How one trace is read, with a page of its tool calls and one of its rewards.
 *
 * @param trace a query with one value, the trace's id
 * @param reader makes a trace of its row
 * @param calls a page with the trace's id, the time and id of the call before, and the bytes that fit
 * @param rewards the same of rewards
 */
public record DetailSql(String trace, Function<FetchedRow, Trace> reader, String calls, String rewards) {

    /** Empty where there is no such trace. */
    public Future<Optional<TraceDetail>> read(
            Pool readers, String traceId, CallsCursor afterCall, RewardsCursor afterReward) {
        return readers.withConnection(connection -> connection
                .preparedQuery(trace)
                .execute(Tuple.of(traceId))
                .compose(rows -> rows.size() == 0
                        ? Future.succeededFuture(Optional.empty())
                        : pages(connection, reader.apply(FetchedRow.all(rows).get(0)), afterCall, afterReward)
                                .map(Optional::of)));
    }

    private Future<TraceDetail> pages(
            SqlConnection connection, Trace of, CallsCursor afterCall, RewardsCursor afterReward) {
        Tuple forCalls = Tuple.of(of.traceId(), afterCall.timestamp(), afterCall.id(), TracePage.BYTES_MAX);
        Tuple forRewards =
                Tuple.of(of.traceId(), afterReward.timestamp(), afterReward.id(), TraceDetail.REWARDS_BYTES_MAX);
        return connection
                .preparedQuery(calls)
                .execute(forCalls)
                .map(rows -> RowPage.of(rows, TraceDetail.CALLS_MAX, TraceRows::call))
                .compose(read -> connection
                        .preparedQuery(rewards)
                        .execute(forRewards)
                        .map(rows -> RowPage.of(rows, TraceDetail.REWARDS_MAX, TraceRows::reward))
                        .map(rewarded -> RowPage.detail(of, read, rewarded)));
    }
}
