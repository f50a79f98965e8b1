package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.model.TraceDetail;
import ai.openclaw.lightning.storage.rows.DetailSql;
import ai.openclaw.lightning.storage.rows.TraceRows;
import java.util.Locale;

/** One trace with a page of its tool calls and one of its rewards. */
final class DetailReads {

    private static final String TRACE = "SELECT " + TraceReads.TRACE_COLUMNS + " FROM traces t WHERE t.trace_id = ?";

    private static final String CALLS = PageSql.of(
            String.format(
                    Locale.ROOT,
                    """
            SELECT id, timestamp, %s AS bytes
            FROM tool_calls WHERE trace_id = ? AND (timestamp, id) > (?, ?)
            ORDER BY timestamp, id LIMIT %d
            """,
                    PageSql.bytes("call_id", "tool_name", "params", "result", "error"),
                    TraceDetail.CALLS_MAX + 1),
            "timestamp, id",
            String.format(
                    Locale.ROOT,
                    """
            c.id, c.call_id, c.tool_name, c.exit_code, c.duration_ms, c.timestamp,
            %s AS params, c.params_cut OR %s AS params_cut,
            %s AS result, c.result_cut OR %s AS result_cut,
            %s AS error, (c.error_cut AND json_valid(c.error)) OR %s AS error_cut
            FROM page CROSS JOIN tool_calls c ON c.id = page.id
            """,
                    PageSql.boundedJson("c.params"),
                    PageSql.tooLong("c.params"),
                    PageSql.boundedJson("c.result"),
                    PageSql.tooLong("c.result"),
                    PageSql.bounded("c.error"),
                    PageSql.tooLong("c.error")));

    private static final String REWARDS = PageSql.of(
            String.format(
                    Locale.ROOT, """
            SELECT id, timestamp, %s AS bytes
            FROM rewards WHERE trace_id = ? AND (timestamp, id) > (?, ?)
            ORDER BY timestamp, id LIMIT %d
            """, PageSql.bytes("reward_id", "source", "metadata"), TraceDetail.REWARDS_MAX + 1),
            "timestamp, id",
            """
            r.id, r.reward_id, r.source, r.success, r.failure, r.value, r.reward, r.tokens_used, r.expected_tokens, r.latency_ms,
            r.user_rating, r.metadata, r.metadata_cut, r.timestamp
            FROM page CROSS JOIN rewards r ON r.id = page.id
            """);

    static final DetailSql DETAIL = new DetailSql(TRACE, TraceRows::trace, CALLS, REWARDS);

    private DetailReads() {}
}
