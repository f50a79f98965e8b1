package ai.openclaw.lightning.storage.sqlite.copy;

import ai.openclaw.lightning.storage.rows.StoredTraces;
import ai.openclaw.lightning.storage.rows.TraceExport;
import java.util.Locale;

/** How an export reads a database file. */
final class ExportSql {

    private static final String LAST = "SELECT COALESCE(MAX(rowid), 0) FROM traces";
    private static final String TOTAL = "SELECT COUNT(*) FROM traces INDEXED BY traces_start";

    private static final String IDS = """
            SELECT rowid FROM traces WHERE rowid > ? AND rowid <= ?
              AND (? IS NULL OR agent_id = ?) AND (? IS NULL OR session_key = ?) AND (? IS NULL OR start_time >= ?)
            ORDER BY rowid
            """;

    /** Text of an older bridge need not be JSON; it becomes a string then. */
    private static final String TRACE = """
            SELECT rowid AS id, trace_id, session_key, status, message,
              message_cut AND json_valid(message) AS message_cut, start_time, started_at, end_time, success, success_source,
              reward, tokens_used, latency_ms, agent_id, model, task_key, prompt_version, origin,
              parent_trace_id, sender, failure, tool_count, arms, tools_used,
              CASE WHEN metadata IS NULL OR json_valid(metadata) THEN metadata
                ELSE json_quote(CAST(metadata AS TEXT)) END AS start_metadata, metadata_cut AS start_metadata_cut,
              end_metadata, end_metadata_cut
            FROM traces WHERE rowid = ?
            """;

    private static final String CALLS = String.format(Locale.ROOT, """
            SELECT id, call_id, tool_name, params_cut, result_cut, error,
              error_cut AND json_valid(error) AS error_cut, exit_code, duration_ms, timestamp,
              CASE WHEN params IS NULL OR json_valid(params) THEN params ELSE json_quote(CAST(params AS TEXT)) END AS params,
              CASE WHEN result IS NULL OR json_valid(result) THEN result ELSE json_quote(CAST(result AS TEXT)) END AS result
            FROM tool_calls WHERE trace_id = ? AND id > ? ORDER BY id LIMIT %d
            """, StoredTraces.PAGE_ROWS_MAX);

    private static final String REWARDS = String.format(Locale.ROOT, """
            SELECT id, reward_id, source, success, failure, value, reward, tokens_used, expected_tokens, latency_ms, user_rating,
              metadata, metadata_cut, timestamp
            FROM rewards WHERE trace_id = ? AND id > ? ORDER BY id LIMIT %d
            """, StoredTraces.PAGE_ROWS_MAX);

    static final TraceExport.Sql ALL = new TraceExport.Sql(LAST, TOTAL, IDS, TRACE, CALLS, REWARDS);

    private ExportSql() {}
}
