package ai.openclaw.lightning.storage.sqlite.copy;

import ai.openclaw.lightning.model.TraceDetail.StoredCall;
import ai.openclaw.lightning.model.TraceDetail.StoredReward;
import ai.openclaw.lightning.storage.TraceSink;
import ai.openclaw.lightning.storage.rows.Columns;
import ai.openclaw.lightning.storage.rows.TraceRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A trace row by row: its head, and its calls and rewards page by page. Ends no read by itself. Blocking. */
final class StoredTraces {

    private static final int PAGE_ROWS_MAX = 500;
    private static final int PAGE_BYTES_MAX = 1 << 20;

    /** Text of an older bridge need not be JSON; it becomes a string then. */
    private static final String TRACE = """
            SELECT rowid AS id, trace_id, session_key, status, message,
              message_cut AND json_valid(message) AS message_cut, start_time, started_at, end_time, success, success_source,
              reward, tokens_used, latency_ms, agent_id, model, task_key, prompt_version, origin,
              parent_trace_id, failure, tool_count, arms, tools_used,
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
            """, PAGE_ROWS_MAX);

    private static final String REWARDS = String.format(Locale.ROOT, """
            SELECT id, reward_id, source, success, failure, value, reward, tokens_used, expected_tokens, latency_ms, user_rating,
              metadata, metadata_cut, timestamp
            FROM rewards WHERE trace_id = ? AND id > ? ORDER BY id LIMIT %d
            """, PAGE_ROWS_MAX);

    private final Connection connection;

    StoredTraces(Connection connection) {
        this.connection = connection;
    }

    /** Rows, the id of the last of them, and whether there may be more. */
    record Page<T>(List<T> rows, long last, boolean more) {}

    TraceSink.Head head(long rowId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TRACE)) {
            statement.setLong(1, rowId);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? head(Columns.of(row)) : null;
            }
        }
    }

    private static TraceSink.Head head(Columns<SQLException> row) throws SQLException {
        return new TraceSink.Head(
                TraceRows.trace(row, null),
                row.integer("started_at"),
                row.content("start_metadata"),
                row.content("end_metadata"),
                row.text("success_source"));
    }

    Page<StoredCall> calls(String traceId, long after) throws SQLException {
        return page(CALLS, traceId, after, TraceRows::call);
    }

    Page<StoredReward> rewards(String traceId, long after) throws SQLException {
        return page(REWARDS, traceId, after, TraceRows::reward);
    }

    private interface RowReader<T> {
        T read(Columns<SQLException> row) throws SQLException;
    }

    private <T> Page<T> page(String sql, String traceId, long after, RowReader<T> reader) throws SQLException {
        List<T> rows = new ArrayList<>();
        long last = after;
        long bytes = 0;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, traceId);
            statement.setLong(2, after);
            try (ResultSet cursor = statement.executeQuery()) {
                Columns<SQLException> row = Columns.of(cursor);
                while (cursor.next()) {
                    T read = reader.read(row);
                    rows.add(read);
                    last = row.integer("id", 0);
                    bytes += read.toString().length();
                    if (bytes > PAGE_BYTES_MAX) {
                        return new Page<>(rows, last, true);
                    }
                }
            }
        }
        return new Page<>(rows, last, rows.size() == PAGE_ROWS_MAX);
    }
}
