package ai.openclaw.lightning.storage.postgres;

import ai.openclaw.lightning.model.TraceDetail;
import ai.openclaw.lightning.storage.rows.DetailSql;
import ai.openclaw.lightning.storage.rows.MergedMetadata;
import java.util.Locale;

/** One trace with a page of its tool calls and one of its rewards. */
final class DetailReads {

    private static final String TRACE = "SELECT " + TraceReads.TRACE_COLUMNS + " FROM traces t WHERE t.trace_id = ?";

    private static final String CALLS = PageSql.of(
            String.format(
                    Locale.ROOT,
                    """
            SELECT trace_id, id, timestamp, %s AS bytes
            FROM tool_calls WHERE trace_id = ? AND (timestamp, id) > (?, ?)
            ORDER BY timestamp, id LIMIT %d
            """,
                    StoredBytes.sum("", "call_id", "tool_name", "params", "result", "error"),
                    TraceDetail.CALLS_MAX + 1),
            "timestamp, id",
            """
            c.id, c.call_id, c.tool_name, c.exit_code, c.duration_ms, c.timestamp, c.params, c.params_cut, c.result,
            c.result_cut, c.error, c.error_cut
            FROM page JOIN tool_calls c ON c.trace_id = page.trace_id AND c.id = page.id
            """);

    private static final String REWARDS = PageSql.of(
            String.format(
                    Locale.ROOT,
                    """
            SELECT trace_id, id, timestamp, %s AS bytes
            FROM rewards WHERE trace_id = ? AND (timestamp, id) > (?, ?)
            ORDER BY timestamp, id LIMIT %d
            """,
                    StoredBytes.sum("", "reward_id", "source", "metadata"),
                    TraceDetail.REWARDS_MAX + 1),
            "timestamp, id",
            """
            r.id, r.reward_id, r.source, r.success, r.failure, r.value, r.reward, r.tokens_used, r.expected_tokens,
            r.latency_ms, r.user_rating, r.metadata, r.metadata_cut, r.timestamp
            FROM page JOIN rewards r ON r.trace_id = page.trace_id AND r.id = page.id
            """);

    static final DetailSql DETAIL = new DetailSql(TRACE, MergedMetadata::trace, CALLS, REWARDS);

    private DetailReads() {}
}
