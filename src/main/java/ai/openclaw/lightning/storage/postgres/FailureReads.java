package ai.openclaw.lightning.storage.postgres;

import ai.openclaw.lightning.model.FailureSample;
import ai.openclaw.lightning.model.ToolUse;
import ai.openclaw.lightning.storage.rows.FailureSql;
import java.util.Locale;

/** What failed in the latest traces and how their tools did, bounded in traces and calls looked at and in errors read. */
final class FailureReads {

    private static final String RUNS =
            String.format(Locale.ROOT, """
            SELECT seen.trace_id, seen.start_time, NULL::text AS tool_name, left(seen.failure, %d) AS error
            FROM seen WHERE NOT seen.success
            ORDER BY seen.start_time DESC, seen.id DESC LIMIT %d
            """, FailureSample.TEXT_CHARS_MAX, FailureSample.ROWS_MAX);

    private static final String CALLS = String.format(
            Locale.ROOT, """
            SELECT trace_id, start_time, tool_name,
              left(CASE WHEN error_cut THEN error::json ->> 'head' ELSE error END, %d) AS error
            FROM (%s) failed ORDER BY start_time DESC, id DESC
            """, FailureSample.TEXT_CHARS_MAX, calls("AND error IS NOT NULL", FailureSample.ROWS_MAX));

    private static final String TOOLS =
            String.format(Locale.ROOT, """
            SELECT tool_name, COUNT(*) AS calls, COUNT(error) AS errors,
              MIN(CASE WHEN place >= 0.5 * timed THEN duration_ms END) AS median_ms,
              MIN(CASE WHEN place >= 0.95 * timed THEN duration_ms END) AS p95_ms
            FROM (
              SELECT tool_name, error, duration_ms, COUNT(duration_ms) OVER (PARTITION BY tool_name) AS timed,
                ROW_NUMBER() OVER (PARTITION BY tool_name ORDER BY duration_ms IS NULL, duration_ms) AS place
              FROM (%s) looked_at) calls_of_tools
            GROUP BY tool_name ORDER BY COUNT(*) DESC, tool_name COLLATE "C" LIMIT %d
            """, calls("", ToolUse.CALLS_MAX), ToolUse.TOOLS_MAX);

    static final FailureSql SQL = new FailureSql(
            "trace_id, id, start_time, success, failure", "traces", "id", "seen AS MATERIALIZED", RUNS, CALLS, TOOLS);

    private FailureReads() {}

    /** So many calls at the most, trace by trace, the latest first; a join could begin with the calls, and read them all. */
    private static String calls(String which, int limit) {
        return String.format(Locale.ROOT, """
                SELECT seen.trace_id, seen.start_time, seen.id, c.* FROM seen CROSS JOIN LATERAL (
                  SELECT tool_name, error, error_cut, duration_ms FROM tool_calls WHERE trace_id = seen.trace_id %1$s
                  LIMIT %2$d) c
                LIMIT %2$d
                """, which, limit);
    }
}
