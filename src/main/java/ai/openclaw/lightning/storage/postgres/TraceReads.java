package ai.openclaw.lightning.storage.postgres;

import ai.openclaw.lightning.model.Trace;
import ai.openclaw.lightning.model.TraceCriteria;
import ai.openclaw.lightning.model.TracePage;
import ai.openclaw.lightning.model.TraceQuery;
import ai.openclaw.lightning.model.TraceQuery.Cursor;
import ai.openclaw.lightning.storage.rows.FetchedRow;
import ai.openclaw.lightning.storage.rows.MergedMetadata;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Pages of traces. Each is bounded in rows looked at and in bytes read, not only in rows returned. */
final class TraceReads {

    /** Traces that one page looks at, however few of them pass the filters. */
    static final int SCAN_MAX = 10_000;

    /** Fewer, where their messages and errors must be read. */
    private static final int TEXT_SCAN_MAX = 5_000;

    static final String TRACE_COLUMNS = """
            t.id, t.trace_id, t.session_key, t.status, t.start_time, t.end_time, t.success, t.reward, t.tokens_used,
            t.latency_ms, t.agent_id, t.model, t.task_key, t.prompt_version, t.tools_used, t.tool_count, t.arms, t.failure,
            t.origin, t.parent_trace_id, t.sender, t.message, t.message_cut, t.metadata, t.metadata_cut, t.end_metadata,
            t.end_metadata_cut,
            (SELECT json_agg(tool_name)::text FROM (
              SELECT DISTINCT c.tool_name COLLATE "C" AS tool_name FROM tool_calls c
              WHERE c.trace_id = t.trace_id AND c.error IS NOT NULL ORDER BY 1 LIMIT LIMITED) failed) AS tools_failed
            """.replace("LIMITED", Integer.toString(Trace.TOOLS_FAILED_MAX));

    private static final String TRACE_BYTES = StoredBytes.sum(
            "t.",
            "trace_id",
            "session_key",
            "message",
            "agent_id",
            "model",
            "task_key",
            "prompt_version",
            "parent_trace_id",
            "sender",
            "tools_used",
            "arms",
            "metadata",
            "end_metadata");

    private TraceReads() {}

    static Future<TracePage> page(Pool readers, TraceQuery query) {
        Filters filters = Filters.of(query.filter());
        List<Object> values = scanValues(query);
        values.addAll(filters.values());
        values.add(query.limit() + 1);
        values.add(TracePage.BYTES_MAX);
        int scanned = scanned(query, filters);
        return readers.preparedQuery(pageSql(query, filters, scanned))
                .execute(Tuple.from(values))
                .compose(rows -> pageOf(readers, query, scanned, rows));
    }

    /** Conditions on a trace {@code t}, each after an AND, with their values. */
    private record Filters(StringBuilder sql, List<Object> values) {

        static Filters of(TraceCriteria filter) {
            Filters filters = new Filters(new StringBuilder(), new ArrayList<>());
            filters.add("t.agent_id = ?", filter.agentId());
            filters.add("t.task_key = ?", filter.taskKey());
            filters.add(
                    "t.status = ?",
                    filter.status() == null ? null : filter.status().jsonName());
            filters.add("t.success = ?", filter.success());
            filters.add("t.failure = ?", filter.failure());
            filters.add(
                    "EXISTS (SELECT 1 FROM json_array_elements_text(t.tools_used::json) AS u (name) WHERE u.name = ?)",
                    filter.tool());
            filters.add(
                    "COALESCE(t.origin, 'user') = ?",
                    filter.origin() == null ? null : filter.origin().jsonName());
            filters.add("""
                    EXISTS (SELECT 1 FROM (
                      SELECT t.message AS said UNION ALL SELECT t.failure UNION ALL
                      SELECT c.error FROM tool_calls c WHERE c.trace_id = t.trace_id AND c.error IS NOT NULL) texts
                      WHERE position(lower(?) IN lower(said)) > 0)
                    """, filter.text());
            filters.add("t.sender = ?", filter.sender());
            filters.add("t.model = ?", filter.model());
            filters.add("t.prompt_version = ?", filter.promptVersion());
            return filters;
        }

        private void add(String condition, Object value) {
            if (value != null) {
                sql.append(" AND ").append(condition);
                values.add(value);
            }
        }
    }

    private static String pageSql(TraceQuery query, Filters filters, int scanned) {
        // The inner query walks an index and stops after a bounded number of rows; the outer one filters what it saw.
        String candidates = String.format(Locale.ROOT, """
                SELECT t.trace_id, t.id, t.start_time, %s AS bytes
                FROM (SELECT * %s LIMIT %d) t WHERE TRUE %s
                ORDER BY t.start_time DESC, t.id DESC LIMIT ?
                """, TRACE_BYTES, scan(query), scanned, filters.sql());
        return PageSql.of(
                candidates,
                "start_time DESC, id DESC",
                TRACE_COLUMNS + " FROM page JOIN traces t ON t.trace_id = page.trace_id");
    }

    /** The index walk behind a page, without its beginning and end. */
    static String scan(TraceQuery query) {
        boolean ofSession = query.filter().sessionKey() != null;
        return String.format(Locale.ROOT, """
                FROM traces WHERE %s (start_time, id) < (?, ?) AND start_time >= ?
                ORDER BY start_time DESC, id DESC
                """, ofSession ? "session_key = ? AND" : "");
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
    private static int scanned(TraceQuery query, Filters filters) {
        if (query.filter().text() != null) {
            return TEXT_SCAN_MAX;
        }
        return filters.values().isEmpty() ? query.limit() + 1 : SCAN_MAX;
    }

    private static Future<TracePage> pageOf(Pool readers, TraceQuery query, int scanned, RowSet<Row> rows) {
        List<Trace> traces = new ArrayList<>();
        long candidates = 0;
        for (FetchedRow row : FetchedRow.all(rows)) {
            candidates = row.integer("candidates", 0);
            if (traces.size() < query.limit()) {
                traces.add(MergedMetadata.trace(row));
            }
        }
        if (candidates > traces.size()) {
            Cursor last = Cursor.after(traces.get(traces.size() - 1));
            return Future.succeededFuture(new TracePage(traces, last));
        }
        return endOfScan(readers, query, scanned).map(next -> new TracePage(traces, next));
    }

    /** Where a scan that found too few rows stopped after so many, null when it saw the last trace. */
    static Future<Cursor> endOfScan(Pool readers, TraceQuery query, int scanned) {
        return readers.preparedQuery("SELECT id, start_time " + scan(query) + " LIMIT 1 OFFSET " + (scanned - 1))
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
