package ai.openclaw.lightning.storage.postgres;

import ai.openclaw.lightning.model.Trace;
import ai.openclaw.lightning.model.TraceDetail;
import ai.openclaw.lightning.model.TraceDetail.CallsCursor;
import ai.openclaw.lightning.model.TraceDetail.RewardsCursor;
import ai.openclaw.lightning.model.TracePage;
import ai.openclaw.lightning.storage.rows.FetchedRow;
import ai.openclaw.lightning.storage.rows.MergedMetadata;
import ai.openclaw.lightning.storage.rows.RowPage;
import ai.openclaw.lightning.storage.rows.TraceRows;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Locale;
import java.util.Optional;

/** One trace with a page of its tool calls and one of its rewards. */
final class DetailReads {

    private static final String TRACE = "SELECT " + TraceReads.TRACE_COLUMNS + " FROM traces t WHERE t.trace_id = ?";

    private static final String CALLS = PageSql.of(
            String.format(
                    Locale.ROOT,
                    """
            SELECT trace_id, id, timestamp, %s AS bytes
            FROM tool_calls WHERE trace_id = ? AND (timestamp, id) > (?, ?)
            ORDER BY timestamp, id LIMIT %d
            """,
                    StoredBytes.sum("", "call_id", "tool_name", "params", "result", "error"),
                    TraceDetail.CALLS_MAX + 1),
            "timestamp, id",
            """
            c.id, c.call_id, c.tool_name, c.exit_code, c.duration_ms, c.timestamp, c.params, c.params_cut, c.result,
            c.result_cut, c.error, c.error_cut
            FROM page JOIN tool_calls c ON c.trace_id = page.trace_id AND c.id = page.id
            """);

    private static final String REWARDS = PageSql.of(
            String.format(
                    Locale.ROOT,
                    """
            SELECT trace_id, id, timestamp, %s AS bytes
            FROM rewards WHERE trace_id = ? AND (timestamp, id) > (?, ?)
            ORDER BY timestamp, id LIMIT %d
            """,
                    StoredBytes.sum("", "reward_id", "source", "metadata"),
                    TraceDetail.REWARDS_MAX + 1),
            "timestamp, id",
            """
            r.id, r.reward_id, r.source, r.success, r.failure, r.value, r.reward, r.tokens_used, r.expected_tokens,
            r.latency_ms, r.user_rating, r.metadata, r.metadata_cut, r.timestamp
            FROM page JOIN rewards r ON r.trace_id = page.trace_id AND r.id = page.id
            """);

    private DetailReads() {}

    static Future<Optional<TraceDetail>> detail(
            Pool readers, String traceId, CallsCursor afterCall, RewardsCursor afterReward) {
        return readers.withConnection(connection -> connection
                .preparedQuery(TRACE)
                .execute(Tuple.of(traceId))
                .compose(traces -> traces.size() == 0
                        ? Future.succeededFuture(Optional.empty())
                        : detail(
                                        connection,
                                        MergedMetadata.trace(
                                                FetchedRow.all(traces).get(0)),
                                        afterCall,
                                        afterReward)
                                .map(Optional::of)));
    }

    private static Future<TraceDetail> detail(
            SqlConnection connection, Trace trace, CallsCursor afterCall, RewardsCursor afterReward) {
        Tuple forCalls = Tuple.of(trace.traceId(), afterCall.timestamp(), afterCall.id(), TracePage.BYTES_MAX);
        Tuple forRewards =
                Tuple.of(trace.traceId(), afterReward.timestamp(), afterReward.id(), TraceDetail.REWARDS_BYTES_MAX);
        return connection
                .preparedQuery(CALLS)
                .execute(forCalls)
                .map(rows -> RowPage.of(rows, TraceDetail.CALLS_MAX, TraceRows::call))
                .compose(calls -> connection
                        .preparedQuery(REWARDS)
                        .execute(forRewards)
                        .map(rows -> RowPage.of(rows, TraceDetail.REWARDS_MAX, TraceRows::reward))
                        .map(rewards -> RowPage.detail(trace, calls, rewards)));
    }
}
