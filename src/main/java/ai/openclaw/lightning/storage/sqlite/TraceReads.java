package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.model.Trace;
import ai.openclaw.lightning.model.TraceCriteria;
import ai.openclaw.lightning.model.TracePage;
import ai.openclaw.lightning.model.TraceQuery;
import ai.openclaw.lightning.model.TraceQuery.Cursor;
import ai.openclaw.lightning.storage.rows.FetchedRow;
import ai.openclaw.lightning.storage.rows.TraceRows;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** Pages of traces. Each is bounded in rows looked at and in bytes read, not only in rows returned. */
final class TraceReads {

    /** Traces that one page looks at, however few of them pass the filters. */
    static final int SCAN_MAX = 10_000;

    /** Fewer, where their messages and errors must be read. */
    private static final int TEXT_SCAN_MAX = 5_000;

    /** Text of an older bridge need not be JSON; it is shown as a string then. */
    static final String TRACE_COLUMNS = String.format(
            Locale.ROOT,
            """
            t.rowid AS id, t.trace_id, t.session_key, t.status, t.start_time, t.end_time, t.success, t.reward,
            t.tokens_used, t.latency_ms, t.agent_id, t.model, t.task_key, t.prompt_version, t.tools_used, t.tool_count,
            t.arms, t.failure, t.origin, t.parent_trace_id, t.sender, %1$s AS message, (t.message_cut AND json_valid(t.message)) OR %2$s AS message_cut,
            (SELECT json_group_array(tool_name) FROM (
              SELECT DISTINCT c.tool_name FROM tool_calls c INDEXED BY tool_calls_failed
              WHERE c.trace_id = t.trace_id AND c.error IS NOT NULL ORDER BY c.tool_name LIMIT %5$d)) AS tools_failed,
            t.metadata_cut OR t.end_metadata_cut OR %4$s AS metadata_cut,
            CASE
              WHEN t.end_metadata IS NULL OR %4$s THEN %3$s
              WHEN t.metadata IS NULL THEN t.end_metadata
              ELSE json_patch(t.end_metadata, CASE WHEN json_valid(t.metadata) THEN t.metadata ELSE '{}' END)
            END AS metadata
            """,
            PageSql.bounded("t.message"),
            PageSql.tooLong("t.message"),
            PageSql.boundedJson("t.metadata"),
            PageSql.tooLong("t.metadata"),
            Trace.TOOLS_FAILED_MAX);

    private static final String TRACE_BYTES = PageSql.bytes(
            "t.trace_id",
            "t.session_key",
            "t.message",
            "t.agent_id",
            "t.model",
            "t.task_key",
            "t.prompt_version",
            "t.parent_trace_id",
            "t.sender",
            "t.tools_used",
            "t.arms",
            "t.metadata",
            "t.end_metadata");

    private TraceReads() {}

    static Future<TracePage> page(Pool readers, TraceQuery query) {
        List<Object> values = scanValues(query);
        for (Object filter : filters(query.filter())) {
            values.add(filter);
            values.add(filter);
        }
        values.add(query.limit() + 1);
        values.add(TracePage.BYTES_MAX);
        return readers.preparedQuery(pageSql(query))
                .execute(Tuple.from(values))
                .compose(rows -> pageOf(readers, query, rows));
    }

    /** In the order of the statement; null lets everything through. */
    private static Object[] filters(TraceCriteria filter) {
        return new Object[] {
            filter.agentId(),
            filter.taskKey(),
            filter.status() == null ? null : filter.status().jsonName(),
            filter.success() == null ? null : Integer.valueOf(filter.success() ? 1 : 0),
            filter.failure(),
            filter.tool(),
            filter.origin() == null ? null : filter.origin().jsonName(),
            filter.text(),
            filter.sender(),
            filter.model(),
            filter.promptVersion()
        };
    }

    static String pageSql(TraceQuery query) {
        // The inner query walks an index and stops after a bounded number of rows; the outer one filters what it saw.
        String candidates = String.format(Locale.ROOT, """
                WITH seen AS (
                  %s LIMIT %d)
                SELECT seen.id, seen.start_time, %s AS bytes
                FROM seen CROSS JOIN traces t ON t.rowid = seen.id
                WHERE (? IS NULL OR t.agent_id = ?)
                  AND (? IS NULL OR t.task_key = ?)
                  AND (? IS NULL OR t.status = ?)
                  AND (? IS NULL OR t.success IS ?)
                  AND (? IS NULL OR t.failure = ?)
                  AND (? IS NULL OR EXISTS (SELECT 1 FROM json_each(t.tools_used) WHERE value = ?))
                  AND (? IS NULL OR COALESCE(t.origin, 'user') = ?)
                  AND (? IS NULL OR EXISTS (SELECT 1 FROM (
                    SELECT t.message AS said UNION ALL SELECT t.failure UNION ALL
                    SELECT c.error FROM tool_calls c INDEXED BY tool_calls_failed
                    WHERE c.trace_id = t.trace_id AND c.error IS NOT NULL) WHERE instr(lower(said), lower(?)) > 0))
                  AND (? IS NULL OR t.sender = ?)
                  AND (? IS NULL OR t.model = ?)
                  AND (? IS NULL OR t.prompt_version = ?)
                ORDER BY seen.start_time DESC, seen.id DESC LIMIT ?
                """, scan(query), scanned(query), TRACE_BYTES);
        return PageSql.of(
                candidates,
                "start_time DESC, id DESC",
                TRACE_COLUMNS + " FROM page CROSS JOIN traces t ON t.rowid = page.id");
    }

    /** The index walk behind a page, without its end. */
    static String scan(TraceQuery query) {
        boolean ofSession = query.filter().sessionKey() != null;
        return String.format(
                Locale.ROOT,
                """
                SELECT rowid AS id, start_time FROM traces INDEXED BY %s
                WHERE %s (start_time, rowid) < (?, ?) AND start_time >= ?
                ORDER BY start_time DESC, rowid DESC
                """,
                ofSession ? "traces_session" : "traces_start",
                ofSession ? "session_key = ? AND" : "");
    }

    /** The values of {@link #scan}. */
    static List<Object> scanValues(TraceQuery query) {
        List<Object> values = new ArrayList<>();
        if (query.filter().sessionKey() != null) {
            values.add(query.filter().sessionKey());
        }
        values.add(query.start().startTime());
        values.add(query.start().id());
        values.add(
                query.filter().since() == null ? Long.MIN_VALUE : query.filter().since());
        return values;
    }

    /** Rows to look at: where nothing is filtered out, no more than are returned. */
    private static int scanned(TraceQuery query) {
        if (query.filter().text() != null) {
            return TEXT_SCAN_MAX;
        }
        return Stream.of(filters(query.filter())).anyMatch(Objects::nonNull) ? SCAN_MAX : query.limit() + 1;
    }

    private static Future<TracePage> pageOf(Pool readers, TraceQuery query, RowSet<Row> rows) {
        List<Trace> traces = new ArrayList<>();
        long candidates = 0;
        for (FetchedRow row : FetchedRow.all(rows)) {
            candidates = row.integer("candidates", 0);
            if (traces.size() < query.limit()) {
                traces.add(TraceRows.trace(row));
            }
        }
        if (candidates > traces.size()) {
            Cursor last = Cursor.after(traces.get(traces.size() - 1));
            return Future.succeededFuture(new TracePage(traces, last));
        }
        return endOfScan(readers, query, scanned(query)).map(next -> new TracePage(traces, next));
    }

    /** Where a scan that found too few rows stopped after so many, null when it saw the last trace. */
    static Future<Cursor> endOfScan(Pool readers, TraceQuery query, int scanned) {
        return readers.preparedQuery(scan(query) + " LIMIT 1 OFFSET " + (scanned - 1))
                .execute(Tuple.from(scanValues(query)))
                .map(rows -> {
                    List<FetchedRow> last = FetchedRow.all(rows);
                    return last.isEmpty()
                            ? null
                            : new Cursor(
                                    last.get(0).integer("start_time", 0),
                                    last.get(0).integer("id", 0));
                });
    }
}
