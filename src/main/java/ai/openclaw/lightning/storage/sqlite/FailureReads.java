package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.model.FailureSample;
import ai.openclaw.lightning.model.FailureSample.Failed;
import ai.openclaw.lightning.model.ToolUse;
import ai.openclaw.lightning.storage.rows.FetchedRow;
import ai.openclaw.lightning.storage.rows.OverviewRows;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Locale;

/** What failed in the latest traces and how their tools did, bounded in traces and calls looked at and in errors read. */
final class FailureReads {

    private static final String COUNT = ofSeen("SELECT COUNT(*) AS traces FROM seen");

    private static final String RUNS =
            ofSeen(String.format(Locale.ROOT, """
            SELECT t.trace_id, seen.start_time, NULL AS tool_name, substr(t.failure, 1, %d) AS error
            FROM seen CROSS JOIN traces t ON t.rowid = seen.id WHERE t.success IS 0
            ORDER BY seen.start_time DESC, seen.id DESC LIMIT %d
            """, FailureSample.TEXT_CHARS_MAX, FailureSample.ROWS_MAX));

    private static final String CALLS = ofSeen(String.format(
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
                    FailureSample.ROWS_MAX)));

    private static final String TOOLS = ofSeen(String.format(
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
            ToolUse.TOOLS_MAX));

    private FailureReads() {}

    /** A query of the traces that are looked at. */
    private static String ofSeen(String select) {
        return String.format(Locale.ROOT, """
                WITH seen AS (
                  SELECT rowid AS id, start_time FROM traces INDEXED BY traces_start WHERE start_time >= ?
                  ORDER BY start_time DESC, rowid DESC LIMIT %d)
                """, FailureSample.TRACES_MAX + 1) + select;
    }

    /** So many calls at the most: without an order, so that it ends there, they come as their traces do, the latest first. */
    private static String calls(String columns, String where, int limit) {
        return String.format(Locale.ROOT, """
                SELECT %s
                FROM seen CROSS JOIN traces t ON t.rowid = seen.id CROSS JOIN tool_calls c ON c.trace_id = t.trace_id
                %s LIMIT %d
                """, columns, where, limit);
    }

    static Future<FailureSample> since(Pool readers, long since) {
        Tuple from = Tuple.of(since);
        Future<Long> seen = readers.preparedQuery(COUNT)
                .execute(from)
                .map(rows -> FetchedRow.all(rows).get(0).integer("traces", 0));
        Future<List<Failed>> runs = readers.preparedQuery(RUNS).execute(from).map(OverviewRows::failed);
        Future<List<Failed>> calls = readers.preparedQuery(CALLS).execute(from).map(OverviewRows::failed);
        return Future.all(seen, runs, calls).map(all -> FailureSample.of(seen.result(), runs.result(), calls.result()));
    }

    /** How the calls of each tool went in those traces. */
    static Future<List<ToolUse>> tools(Pool readers, long since) {
        return readers.preparedQuery(TOOLS).execute(Tuple.of(since)).map(OverviewRows::toolUses);
    }
}
