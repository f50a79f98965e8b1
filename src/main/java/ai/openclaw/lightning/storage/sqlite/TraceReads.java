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
            t.rowid AS id, t.trace_id, t.session_key, t.status, t.start_time, t.end_time, t.success, t.reward,
            t.tokens_used, t.latency_ms, t.agent_id, t.model, t.task_key, t.prompt_version, t.tools_used, t.tool_count,
            t.arms, t.message, t.message_cut AND json_valid(t.message) AS message_cut,
            t.metadata_cut OR t.end_metadata_cut AS metadata_cut,
            CASE
              WHEN t.end_metadata IS NULL AND json_valid(t.metadata) THEN t.metadata
              WHEN t.metadata IS NULL THEN t.end_metadata
              WHEN t.end_metadata IS NULL THEN json_quote(CAST(t.metadata AS TEXT))
              ELSE json_patch(t.end_metadata, CASE WHEN json_valid(t.metadata) THEN t.metadata ELSE '{}' END)
            END AS metadata
            """;

    private TraceReads() {}

    static Future<TracePage> page(Pool readers, TraceQuery query) {
        Cursor after = query.after() == null ? new Cursor(Long.MAX_VALUE, Long.MAX_VALUE) : query.after();
        String status = query.status() == null ? null : query.status().jsonName();
        Integer success = query.success() == null ? null : Integer.valueOf(query.success() ? 1 : 0);
        List<Object> values = scanValues(query, after);
        for (Object filter : new Object[] {query.agentId(), status, success, query.tool()}) {
            values.add(filter);
            values.add(filter);
        }
        values.add(query.limit() + 1);
        return readers.preparedQuery(pageSql(query))
                .execute(Tuple.from(values))
                .compose(rows -> pageOf(readers, query, after, rows));
    }

    static String pageSql(TraceQuery query) {
        // The inner query walks an index and stops after a bounded number of rows; the outer one filters what it saw.
        return """
                WITH seen AS (
                  %s LIMIT %d)
                SELECT %s FROM seen CROSS JOIN traces t ON t.rowid = seen.id
                WHERE (? IS NULL OR t.agent_id = ?)
                  AND (? IS NULL OR t.status = ?)
                  AND (? IS NULL OR t.success IS ?)
                  AND (? IS NULL OR EXISTS (SELECT 1 FROM json_each(t.tools_used) WHERE value = ?))
                ORDER BY seen.start_time DESC, seen.id DESC LIMIT ?
                """.formatted(scan(query), scanned(query), TRACE_COLUMNS);
    }

    private static String scan(TraceQuery query) {
        return """
                SELECT rowid AS id, start_time FROM traces INDEXED BY %s
                WHERE %s (start_time, rowid) < (?, ?) AND start_time >= ?
                ORDER BY start_time DESC, rowid DESC
                """.formatted(
                        query.sessionKey() == null ? "traces_start" : "traces_session",
                        query.sessionKey() == null ? "" : "session_key = ? AND");
    }

    private static List<Object> scanValues(TraceQuery query, Cursor after) {
        List<Object> values = new ArrayList<>();
        if (query.sessionKey() != null) {
            values.add(query.sessionKey());
        }
        values.add(after.startTime());
        values.add(after.id());
        values.add(query.since() == null ? Long.MIN_VALUE : query.since());
        return values;
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
        return readers.preparedQuery(scan(query) + " LIMIT 1 OFFSET " + (scanned(query) - 1))
                .execute(Tuple.from(scanValues(query, after)))
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
            SELECT id, call_id, tool_name, params_cut, result_cut, error,
              error_cut AND json_valid(error) AS error_cut, duration_ms, timestamp,
              CASE WHEN params IS NULL OR json_valid(params) THEN params ELSE json_quote(CAST(params AS TEXT)) END AS params,
              CASE WHEN result IS NULL OR json_valid(result) THEN result ELSE json_quote(CAST(result AS TEXT)) END AS result
            FROM tool_calls
            WHERE trace_id = ? AND (timestamp, id) > (?, ?)
            ORDER BY timestamp, id LIMIT %d
            """.formatted(CALLS_MAX + 1);

    private static final String REWARDS = """
            SELECT reward_id, source, success, value, reward, tokens_used, expected_tokens, latency_ms, user_rating,
              metadata, metadata_cut, timestamp
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
