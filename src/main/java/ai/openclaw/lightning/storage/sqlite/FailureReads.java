package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.model.FailureSample;
import ai.openclaw.lightning.model.ToolUse;
import ai.openclaw.lightning.storage.rows.FailureSql;
import java.util.Locale;

/** What failed in the latest traces and how their tools did, bounded in traces and calls looked at and in errors read. */
final class FailureReads {

    private static final String RUNS =
            String.format(Locale.ROOT, """
            SELECT t.trace_id, seen.start_time, NULL AS tool_name, substr(t.failure, 1, %d) AS error
            FROM seen CROSS JOIN traces t ON t.rowid = seen.id WHERE t.success IS 0
            ORDER BY seen.start_time DESC, seen.id DESC LIMIT %d
            """, FailureSample.TEXT_CHARS_MAX, FailureSample.ROWS_MAX);

    private static final String CALLS = String.format(
            Locale.ROOT,
            """
            SELECT trace_id, start_time, tool_name,
              substr(iif(error_cut AND json_valid(error), error ->> 'head', error), 1, %d) AS error
            FROM (%s) ORDER BY start_time DESC, id DESC
            """,
            FailureSample.TEXT_CHARS_MAX,
            calls(
                    "t.trace_id, seen.start_time, seen.id, c.tool_name, c.error, c.error_cut",
                    "WHERE c.error IS NOT NULL",
                    FailureSample.ROWS_MAX));

    private static final String TOOLS = String.format(
            Locale.ROOT,
            """
            SELECT tool_name, COUNT(*) AS calls, SUM(failed) AS errors,
              MIN(CASE WHEN share >= 0.5 THEN duration_ms END) AS median_ms,
              MIN(CASE WHEN share >= 0.95 THEN duration_ms END) AS p95_ms
            FROM (
              SELECT tool_name, failed, duration_ms,
                CUME_DIST() OVER (PARTITION BY tool_name, duration_ms IS NULL ORDER BY duration_ms) AS share
              FROM (%s)) calls_of_tools
            GROUP BY tool_name ORDER BY COUNT(*) DESC, tool_name LIMIT %d
            """,
            calls("c.tool_name, c.error IS NOT NULL AS failed, c.duration_ms", "", ToolUse.CALLS_MAX),
            ToolUse.TOOLS_MAX);

    static final FailureSql SQL = new FailureSql(
            "rowid AS id, start_time", "traces INDEXED BY traces_start", "rowid", "seen AS", RUNS, CALLS, TOOLS);

    private FailureReads() {}

    /** So many calls at the most: without an order, so that it ends there, they come as their traces do, the latest first. */
    private static String calls(String columns, String where, int limit) {
        return String.format(Locale.ROOT, """
                SELECT %s
                FROM seen CROSS JOIN traces t ON t.rowid = seen.id CROSS JOIN tool_calls c ON c.trace_id = t.trace_id
                %s LIMIT %d
                """, columns, where, limit);
    }
}
