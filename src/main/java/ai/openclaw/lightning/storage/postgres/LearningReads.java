package ai.openclaw.lightning.storage.postgres;

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

    /** The table of assignments. */
    static final String ASSIGNED = "assignments";

    private static final int ARGUMENT_NAME_MAX = 100;

    private static final String EVIDENCE = String.format(
            Locale.ROOT, """
            SELECT t.id, t.trace_id, t.session_key, t.status, t.agent_id, t.model, t.task_key, t.prompt_version,
              t.origin, t.parent_trace_id, t.sender, t.received_at, left(%s, %d) AS message, t.success, t.success_source, t.other_verdicts, t.reward,
              t.reward_source, t.tokens_used, t.latency_ms,
              CASE WHEN t.end_metadata::json ->> 'crashed' IN ('true', '1') THEN 1 END AS crashed,
              (SELECT SUM(chars)::bigint FROM (
                SELECT 100 + %s AS chars FROM tool_calls f WHERE f.trace_id = t.trace_id ORDER BY f.id LIMIT %d) c)
                AS chars,
              (SELECT r.expected_tokens FROM rewards r WHERE r.trace_id = t.trace_id AND r.expected_tokens IS NOT NULL
                ORDER BY r.timestamp DESC, r.id DESC LIMIT 1) AS expected_tokens
            FROM traces t
            """, begun("t.message"), TraceEvidence.MESSAGE_MAX, callChars(), TraceEvidence.CALLS_MAX);

    private static final String PAGE = EVIDENCE + "WHERE t.id > ? AND t.id <= ? ORDER BY t.id LIMIT ?";

    /** An array, for the server takes a table of ids for a hundred, and reads all traces of a small database for them. */
    private static final String NAMED =
            EVIDENCE + "WHERE t.trace_id = ANY (ARRAY(SELECT json_array_elements_text(?::json))) ORDER BY t.id";

    private static final String CALLS = String.format(
            Locale.ROOT,
            """
            SELECT c.trace_id, c.tool_name, left(%s, %d) AS params_head,
              CASE WHEN c.params_cut THEN (c.params::json ->> 'bytes')::bigint ELSE char_length(c.params) END
                AS params_length,
              left(%s, %d) || right(%s, %d) AS result_ends,
              CASE WHEN c.result_cut THEN (c.result::json ->> 'bytes')::bigint ELSE octet_length(c.result) END
                AS result_length,
              left(%s, %d) AS error_head, c.exit_code, c.duration_ms,
              CASE WHEN NOT c.params_cut AND json_typeof(c.params::json) = 'object' THEN
                (SELECT json_agg(a.name)::text FROM
                  (SELECT left(key, %d) AS name FROM json_object_keys(c.params::json) AS key LIMIT %d) a) END AS names
            FROM json_array_elements_text(?::json) AS wanted (trace_id) CROSS JOIN LATERAL (
              SELECT * FROM tool_calls f WHERE f.trace_id = wanted.trace_id ORDER BY f.id LIMIT %d) c
            ORDER BY c.timestamp, c.id
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
            SELECT a.trace_id, a.id,
              LEAST(COALESCE(octet_length(t.message), 0), %d) + COALESCE(octet_length(t.arms), 0) AS bytes
            FROM assignments a JOIN traces t ON t.trace_id = a.trace_id
            WHERE a.id > ? AND a.id <= ? ORDER BY a.id LIMIT ?
            """, TraceEvidence.MESSAGE_MAX),
            "id",
            String.format(Locale.ROOT, """
            a.id, a.trace_id, a.assigned_at, t.session_key, t.agent_id, t.model, t.task_key, t.prompt_version,
              t.origin, t.parent_trace_id, t.sender, left(%s, %d) AS message, t.arms
            FROM page JOIN assignments a ON a.trace_id = page.trace_id JOIN traces t ON t.trace_id = a.trace_id
            """, begun("t.message"), TraceEvidence.MESSAGE_MAX));

    private LearningReads() {}

    /** What was said, as far as it is stored: not the object that stands for what was cut. */
    private static String begun(String column) {
        return "CASE WHEN %1$s_cut THEN %1$s::json ->> 'head' ELSE %1$s END".formatted(column);
    }

    /** Of a tool call as it is learned from, at most; known without reading it. */
    private static String callChars() {
        return String.format(
                        Locale.ROOT,
                        """
                LEAST(COALESCE(octet_length(f.params), 0), %d) + LEAST(COALESCE(octet_length(f.params), 0), %d)
                  + LEAST(COALESCE(octet_length(f.error), 0), %d) + LEAST(COALESCE(octet_length(f.result), 0), %d)
                  + octet_length(f.tool_name)
                """,
                        TraceEvidence.HEAD_MAX,
                        TraceEvidence.ARGUMENTS_MAX * ARGUMENT_NAME_MAX,
                        TraceEvidence.ERROR_MAX,
                        2 * TraceEvidence.RESULT_END_MAX)
                .strip();
    }

    static Future<Long> beforeNewest(Pool readers, int count) {
        return readers.preparedQuery("SELECT id FROM traces ORDER BY id DESC LIMIT 1 OFFSET ?")
                .execute(Tuple.of(count))
                .map(rows -> rows.size() == 0 ? 0L : FetchedRow.all(rows).get(0).integer("id", 0));
    }

    static Future<EvidencePage> closedTraces(Pool readers, StableIds ids, long afterId, int limit) {
        return ids.of(readers, "traces")
                .compose(last -> readers.preparedQuery(PAGE).execute(Tuple.of(afterId, last, limit)))
                .compose(rows -> {
                    EvidenceRows.Fitting fitting = EvidenceRows.Fitting.of(rows, afterId);
                    return withCalls(readers, fitting.closed())
                            .map(closed ->
                                    new EvidencePage(closed, fitting.last(), fitting.cut() || rows.size() == limit));
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

    static Future<List<StoredAssignment>> assignments(Pool readers, StableIds ids, long afterId, int limit) {
        return ids.of(readers, ASSIGNED)
                .compose(last -> readers.preparedQuery(ASSIGNMENTS)
                        .execute(Tuple.of(afterId, last, limit, LearningStore.PAGE_CHARS_MAX)))
                .map(EvidenceRows::assignments);
    }
}
