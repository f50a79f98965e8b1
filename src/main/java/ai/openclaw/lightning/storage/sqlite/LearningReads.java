package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.model.StoredAssignment;
import ai.openclaw.lightning.model.TraceEvidence;
import ai.openclaw.lightning.storage.LearningStore;
import ai.openclaw.lightning.storage.LearningStore.EvidencePage;
import ai.openclaw.lightning.storage.rows.EvidenceRows;
import ai.openclaw.lightning.storage.rows.FetchedRow;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Locale;

/** What the optimizer reads of traces: pages bounded in rows and in text, and of the results of tools only the ends. */
final class LearningReads {

    private static final int ARGUMENT_NAME_MAX = 100;

    private static final String EVIDENCE = String.format(
            Locale.ROOT, """
            SELECT t.rowid AS id, t.trace_id, t.session_key, t.status, t.agent_id, t.model, t.task_key, t.prompt_version,
              t.origin, t.parent_trace_id, t.sender, t.received_at, substr(%s, 1, %d) AS message, t.success, t.success_source, t.other_verdicts, t.reward, t.reward_source,
              t.tokens_used, t.latency_ms,
              CASE WHEN json_valid(t.end_metadata) THEN json_extract(t.end_metadata, '$.crashed') END AS crashed,
              (SELECT SUM(chars) FROM (
                SELECT 100 + %s AS chars FROM tool_calls f WHERE f.trace_id = t.trace_id ORDER BY f.id LIMIT %d)) AS chars,
              (SELECT r.expected_tokens FROM rewards r WHERE r.trace_id = t.trace_id AND r.expected_tokens IS NOT NULL
                ORDER BY r.timestamp DESC, r.id DESC LIMIT 1) AS expected_tokens
            """, begun("t.message"), TraceEvidence.MESSAGE_MAX, callChars(), TraceEvidence.CALLS_MAX);

    private static final String PAGE = EVIDENCE + """
            FROM (SELECT rowid AS id FROM traces WHERE rowid > ? ORDER BY rowid LIMIT ?) seen
            CROSS JOIN traces t ON t.rowid = seen.id ORDER BY t.rowid
            """;

    private static final String NAMED = EVIDENCE + """
            FROM traces t WHERE t.trace_id IN (SELECT value FROM json_each(?)) ORDER BY t.rowid
            """;

    private static final String CALLS = String.format(
            Locale.ROOT,
            """
            SELECT c.trace_id, c.tool_name, substr(%s, 1, %d) AS params_head,
              iif(c.params_cut AND json_valid(c.params), c.params ->> 'bytes', length(c.params)) AS params_length,
              substr(%s, 1, %d) || substr(%s, -%d) AS result_ends,
              iif(c.result_cut AND json_valid(c.result), c.result ->> 'bytes', octet_length(c.result)) AS result_length,
              substr(%s, 1, %d) AS error_head, c.exit_code, c.duration_ms,
              CASE WHEN NOT c.params_cut AND json_valid(c.params) AND json_type(c.params) = 'object' THEN
                (SELECT json_group_array(a.name) FROM
                  (SELECT substr(key, 1, %d) AS name FROM json_each(c.params) LIMIT %d) a) END AS names
            FROM json_each(?) wanted CROSS JOIN tool_calls c ON c.id IN (
              SELECT f.id FROM tool_calls f WHERE f.trace_id = wanted.value ORDER BY f.id LIMIT %d)
            ORDER BY COALESCE(c.timestamp, 0), c.id
            """,
            begun("c.params"),
            TraceEvidence.HEAD_MAX,
            begun("c.result"),
            TraceEvidence.RESULT_END_MAX,
            begun("c.result"),
            TraceEvidence.RESULT_END_MAX,
            begun("c.error"),
            TraceEvidence.ERROR_MAX,
            ARGUMENT_NAME_MAX,
            TraceEvidence.ARGUMENTS_MAX,
            TraceEvidence.CALLS_MAX);

    private static final String ASSIGNMENTS = PageSql.of(
            String.format(Locale.ROOT, """
            SELECT a.id, MIN(COALESCE(octet_length(t.message), 0), %d) + COALESCE(octet_length(t.arms), 0) AS bytes
            FROM assignments a CROSS JOIN traces t ON t.trace_id = a.trace_id
            WHERE a.id > ? ORDER BY a.id LIMIT ?
            """, TraceEvidence.MESSAGE_MAX),
            "id",
            String.format(Locale.ROOT, """
            a.id, a.trace_id, a.assigned_at, t.session_key, t.agent_id, t.model, t.task_key, t.prompt_version,
              t.origin, t.parent_trace_id, t.sender, substr(%s, 1, %d) AS message, t.arms
            FROM page CROSS JOIN assignments a ON a.id = page.id CROSS JOIN traces t ON t.trace_id = a.trace_id
            """, begun("t.message"), TraceEvidence.MESSAGE_MAX));

    private LearningReads() {}

    /** What was said, as far as it is stored: not the object that stands for what was cut. */
    private static String begun(String column) {
        return "iif(%1$s_cut AND json_valid(%1$s), %1$s ->> 'head', %1$s)".formatted(column);
    }

    static Future<Long> beforeNewest(Pool readers, int count) {
        return readers.preparedQuery("SELECT rowid AS id FROM traces ORDER BY rowid DESC LIMIT 1 OFFSET ?")
                .execute(Tuple.of(count))
                .map(rows -> rows.size() == 0 ? 0L : FetchedRow.all(rows).get(0).integer("id", 0));
    }

    /** Of a tool call as it is learned from, at most; known without reading it. */
    private static String callChars() {
        return String.format(
                        Locale.ROOT,
                        """
                MIN(COALESCE(octet_length(f.params), 0), %d) + MIN(COALESCE(octet_length(f.params), 0), %d)
                  + MIN(COALESCE(octet_length(f.error), 0), %d) + MIN(COALESCE(octet_length(f.result), 0), %d)
                  + octet_length(f.tool_name)
                """,
                        TraceEvidence.HEAD_MAX,
                        TraceEvidence.ARGUMENTS_MAX * ARGUMENT_NAME_MAX,
                        TraceEvidence.ERROR_MAX,
                        2 * TraceEvidence.RESULT_END_MAX)
                .strip();
    }

    static Future<EvidencePage> closedTraces(Pool readers, long afterId, int limit) {
        return readers.preparedQuery(PAGE).execute(Tuple.of(afterId, limit)).compose(rows -> {
            EvidenceRows.Fitting fitting = EvidenceRows.Fitting.of(rows, afterId);
            return withCalls(readers, fitting.closed())
                    .map(closed -> new EvidencePage(closed, fitting.last(), fitting.cut() || rows.size() == limit));
        });
    }

    static Future<List<TraceEvidence>> evidence(Pool readers, List<String> traceIds) {
        return readers.preparedQuery(NAMED)
                .execute(Tuple.of(new JsonArray(traceIds).encode()))
                .compose(rows ->
                        withCalls(readers, EvidenceRows.Fitting.of(rows, 0).closed()));
    }

    private static Future<List<TraceEvidence>> withCalls(Pool readers, List<FetchedRow> closed) {
        JsonArray ids = new JsonArray();
        closed.forEach(row -> ids.add(row.text("trace_id")));
        return closed.isEmpty()
                ? Future.succeededFuture(List.of())
                : readers.preparedQuery(CALLS)
                        .execute(Tuple.of(ids.encode()))
                        .map(calls -> EvidenceRows.evidence(closed, calls));
    }

    static Future<List<StoredAssignment>> assignments(Pool readers, long afterId, int limit) {
        return readers.preparedQuery(ASSIGNMENTS)
                .execute(Tuple.of(afterId, limit, LearningStore.PAGE_CHARS_MAX))
                .map(EvidenceRows::assignments);
    }
}
