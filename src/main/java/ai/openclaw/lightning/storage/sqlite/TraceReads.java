package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.model.Trace;
import ai.openclaw.lightning.model.TraceDetail;
import ai.openclaw.lightning.model.TraceDetail.CallsCursor;
import ai.openclaw.lightning.model.TraceDetail.StoredCall;
import ai.openclaw.lightning.model.TraceDetail.StoredReward;
import ai.openclaw.lightning.model.TracePage;
import ai.openclaw.lightning.model.TraceQuery;
import ai.openclaw.lightning.model.TraceQuery.Cursor;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What clients read back. Each query is bounded in rows looked at, not only in rows returned. */
final class TraceReads {

    /** Traces that one page looks at, however few of them pass the filters. */
    private static final int SCAN_MAX = 10_000;

    static final int CALLS_MAX = 500;
    static final int REWARDS_MAX = 500;

    /** Text of an older bridge need not be JSON; it is shown as a string then. */
    private static final String TRACE_COLUMNS = """
            t.rowid AS id, t.trace_id, t.session_key, t.status, t.message, t.start_time, t.end_time, t.success, t.reward,
            t.tokens_used, t.latency_ms, t.agent_id, t.model, t.task_key, t.prompt_version, t.tools_used, t.tool_count,
            t.arms,
            CASE
              WHEN t.end_metadata IS NULL AND json_valid(t.metadata) THEN t.metadata
              WHEN t.metadata IS NULL THEN t.end_metadata
              WHEN t.end_metadata IS NULL THEN json_quote(t.metadata)
              ELSE json_patch(t.end_metadata, CASE WHEN json_valid(t.metadata) THEN t.metadata ELSE '{}' END)
            END AS metadata
            """;

    private TraceReads() {}

    static Future<TracePage> page(Pool readers, TraceQuery query) {
        Cursor after = query.after() == null ? new Cursor(Long.MAX_VALUE, Long.MAX_VALUE) : query.after();
        String scan = query.sessionKey() == null ? "traces" : "traces INDEXED BY traces_session";
        // The inner query walks an index and stops after a bounded number of rows; the outer one filters what it saw.
        String sql = """
                WITH seen AS (
                  SELECT rowid AS id, start_time FROM %s
                  WHERE (start_time, rowid) < (?, ?) AND start_time >= ? AND (? IS NULL OR session_key = ?)
                  ORDER BY start_time DESC, rowid DESC LIMIT %d)
                SELECT %s FROM seen JOIN traces t ON t.rowid = seen.id
                WHERE (? IS NULL OR t.agent_id = ?)
                  AND (? IS NULL OR t.status = ?)
                  AND (? IS NULL OR t.success IS ?)
                  AND (? IS NULL OR EXISTS (SELECT 1 FROM json_each(t.tools_used) WHERE value = ?))
                ORDER BY seen.start_time DESC, seen.id DESC LIMIT ?
                """.formatted(scan, scanned(query), TRACE_COLUMNS);
        String status = query.status() == null ? null : query.status().jsonName();
        Integer success = query.success() == null ? null : Integer.valueOf(query.success() ? 1 : 0);
        List<Object> values = new ArrayList<>();
        values.add(after.startTime());
        values.add(after.id());
        values.add(query.since() == null ? Long.MIN_VALUE : query.since());
        for (Object filter : new Object[] {query.sessionKey(), query.agentId(), status, success, query.tool()}) {
            values.add(filter);
            values.add(filter);
        }
        values.add(query.limit() + 1);
        return readers.preparedQuery(sql)
                .execute(Tuple.from(values))
                .compose(rows -> pageOf(readers, query, after, rows));
    }

    /** Rows to look at: where nothing is filtered out, no more than are returned. */
    private static int scanned(TraceQuery query) {
        boolean filtered =
                query.agentId() != null || query.status() != null || query.success() != null || query.tool() != null;
        return filtered ? SCAN_MAX : query.limit() + 1;
    }

    private static Future<TracePage> pageOf(Pool readers, TraceQuery query, Cursor after, RowSet<Row> rows) {
        List<Trace> traces = new ArrayList<>();
        Cursor last = null;
        for (Row row : rows) {
            if (traces.size() == query.limit()) {
                return Future.succeededFuture(new TracePage(traces, last));
            }
            traces.add(Rows.trace(row));
            last = new Cursor(Rows.longOf(row, "start_time", 0), Rows.longOf(row, "id", 0));
        }
        return endOfScan(readers, query, after).map(next -> new TracePage(traces, next));
    }

    /** Where a scan that found too few rows stopped, null when it saw the last trace. */
    private static Future<Cursor> endOfScan(Pool readers, TraceQuery query, Cursor after) {
        String scan = query.sessionKey() == null ? "traces" : "traces INDEXED BY traces_session";
        String sql = """
                SELECT rowid AS id, start_time FROM %s
                WHERE (start_time, rowid) < (?, ?) AND start_time >= ? AND (? IS NULL OR session_key = ?)
                ORDER BY start_time DESC, rowid DESC LIMIT 1 OFFSET %d
                """.formatted(scan, scanned(query) - 1);
        return readers.preparedQuery(sql)
                .execute(Tuple.of(
                        after.startTime(),
                        after.id(),
                        query.since() == null ? Long.MIN_VALUE : query.since(),
                        query.sessionKey(),
                        query.sessionKey()))
                .map(rows -> {
                    Row row = rows.size() == 0 ? null : rows.iterator().next();
                    return row == null
                            ? null
                            : new Cursor(Rows.longOf(row, "start_time", 0), Rows.longOf(row, "id", 0));
                });
    }

    static Future<Optional<TraceDetail>> detail(Pool readers, String traceId, CallsCursor after) {
        return readers.withConnection(connection -> connection
                .preparedQuery("SELECT " + TRACE_COLUMNS + " FROM traces t WHERE t.trace_id = ?")
                .execute(Tuple.of(traceId))
                .compose(traces -> traces.size() == 0
                        ? Future.succeededFuture(Optional.empty())
                        : connection
                                .preparedQuery(CALLS)
                                .execute(Tuple.of(traceId, after.timestamp(), after.id()))
                                .compose(calls -> connection
                                        .preparedQuery(REWARDS)
                                        .execute(Tuple.of(traceId))
                                        .map(rewards -> Optional.of(detailOf(
                                                Rows.trace(traces.iterator().next()), calls, rewards))))));
    }

    private static final String CALLS = """
            SELECT id, call_id, tool_name, error, duration_ms, COALESCE(timestamp, 0) AS timestamp,
              CASE WHEN params IS NULL OR json_valid(params) THEN params ELSE json_quote(params) END AS params,
              CASE WHEN result IS NULL OR json_valid(result) THEN result ELSE json_quote(result) END AS result
            FROM tool_calls
            WHERE trace_id = ? AND (COALESCE(timestamp, 0), id) > (?, ?)
            ORDER BY COALESCE(timestamp, 0), id LIMIT %d
            """.formatted(CALLS_MAX + 1);

    private static final String REWARDS = """
            SELECT reward_id, source, success, value, reward, tokens_used, expected_tokens, latency_ms, user_rating,
              metadata, timestamp
            FROM rewards WHERE trace_id = ? ORDER BY timestamp, id LIMIT %d
            """.formatted(REWARDS_MAX);

    private static TraceDetail detailOf(Trace trace, RowSet<Row> callRows, RowSet<Row> rewardRows) {
        List<StoredCall> calls = new ArrayList<>();
        CallsCursor next = null;
        for (Row row : callRows) {
            if (calls.size() == CALLS_MAX) {
                StoredCall last = calls.get(CALLS_MAX - 1);
                next = new CallsCursor(last.timestamp(), last.id());
                break;
            }
            calls.add(Rows.call(row));
        }
        List<StoredReward> rewards = new ArrayList<>();
        for (Row row : rewardRows) {
            rewards.add(Rows.reward(row));
        }
        return new TraceDetail(trace, calls, next, rewards);
    }
}
