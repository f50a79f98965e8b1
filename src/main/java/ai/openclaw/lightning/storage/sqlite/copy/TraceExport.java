package ai.openclaw.lightning.storage.sqlite.copy;

import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.model.Trace;
import ai.openclaw.lightning.model.TraceDetail.StoredCall;
import ai.openclaw.lightning.model.TraceDetail.StoredReward;
import ai.openclaw.lightning.model.TraceStatus;
import ai.openclaw.lightning.storage.Progress;
import ai.openclaw.lightning.storage.TraceFilter;
import ai.openclaw.lightning.storage.TraceSink;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads all traces of a database, in the order in which they were first stored. Nothing is read while the sink works, and
 * no read is longer than a page: an open read keeps the write-ahead log from starting over, and a sink may wait for ever
 * for whoever reads its output. A trace with its first page of calls and of rewards is seen as of one moment. Blocking.
 */
final class TraceExport implements AutoCloseable {

    private static final int IDS_MAX = 1_000;
    private static final int PAGE_ROWS_MAX = 500;
    private static final int PAGE_BYTES_MAX = 1 << 20;

    private static final String IDS = String.format(Locale.ROOT, """
            SELECT rowid FROM traces WHERE rowid > ? AND rowid <= ?
              AND (? IS NULL OR agent_id = ?) AND (? IS NULL OR session_key = ?) AND (? IS NULL OR start_time >= ?)
            ORDER BY rowid LIMIT %d
            """, IDS_MAX);

    /** Text of an older bridge need not be JSON; it becomes a string then. */
    private static final String TRACE = """
            SELECT rowid AS id, trace_id, session_key, status, message,
              message_cut AND json_valid(message) AS message_cut, start_time, started_at, end_time, success, success_source,
              reward, tokens_used, latency_ms, agent_id, model, task_key, prompt_version, tool_count, arms, tools_used,
              CASE WHEN metadata IS NULL OR json_valid(metadata) THEN metadata
                ELSE json_quote(CAST(metadata AS TEXT)) END AS start_metadata, metadata_cut AS start_metadata_cut,
              end_metadata, end_metadata_cut
            FROM traces WHERE rowid = ?
            """;

    private static final String CALLS = String.format(Locale.ROOT, """
            SELECT id, call_id, tool_name, params_cut, result_cut, error,
              error_cut AND json_valid(error) AS error_cut, duration_ms, timestamp,
              CASE WHEN params IS NULL OR json_valid(params) THEN params ELSE json_quote(CAST(params AS TEXT)) END AS params,
              CASE WHEN result IS NULL OR json_valid(result) THEN result ELSE json_quote(CAST(result AS TEXT)) END AS result
            FROM tool_calls WHERE trace_id = ? AND id > ? ORDER BY id LIMIT %d
            """, PAGE_ROWS_MAX);

    private static final String REWARDS = String.format(Locale.ROOT, """
            SELECT id, reward_id, source, success, value, reward, tokens_used, expected_tokens, latency_ms, user_rating,
              metadata, metadata_cut, timestamp
            FROM rewards WHERE trace_id = ? AND id > ? ORDER BY id LIMIT %d
            """, PAGE_ROWS_MAX);

    private final Connection connection;

    /** Opens the database for reading; nothing can be written through it. */
    TraceExport(Path database) throws SQLException {
        connection = SourceDatabase.open(database);
        connection.setAutoCommit(false);
    }

    /** Hands over the traces that pass the filter; how many they were. */
    long run(TraceFilter filter, TraceSink sink, Progress progress) throws SQLException, IOException {
        long last = number("SELECT COALESCE(MAX(rowid), 0) FROM traces");
        long total = number("SELECT COUNT(*) FROM traces INDEXED BY traces_start");
        long at = 0;
        long seen = 0;
        long exported = 0;
        while (at < last) {
            long upTo = Math.min(last, at + IDS_MAX);
            for (long id : ids(filter, at, upTo)) {
                if (one(id, sink)) {
                    exported++;
                }
                progress.at(Math.min(total, seen + exported % IDS_MAX), total);
            }
            seen = Math.min(total, seen + (upTo - at));
            at = upTo;
            progress.at(seen, total);
        }
        return exported;
    }

    private List<Long> ids(TraceFilter filter, long after, long upTo) throws SQLException {
        List<Long> ids = new ArrayList<>();
        Object[] values = {
            after,
            upTo,
            filter.agentId(),
            filter.agentId(),
            filter.sessionKey(),
            filter.sessionKey(),
            filter.since(),
            filter.since()
        };
        try (PreparedStatement statement = connection.prepareStatement(IDS)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    ids.add(row.getLong(1));
                }
            }
        }
        connection.commit();
        return ids;
    }

    private boolean one(long rowId, TraceSink sink) throws SQLException, IOException {
        TraceSink.Head head = head(rowId);
        if (head == null) {
            connection.commit();
            return false; // retention was faster
        }
        String traceId = head.trace().traceId();
        Page<StoredCall> calls = calls(traceId, 0);
        Page<StoredReward> rewards = calls.more() ? null : rewards(traceId, 0);
        connection.commit(); // ends the read
        sink.begin(head);
        sink.calls(calls.rows());
        while (calls.more()) {
            calls = calls(traceId, calls.last());
            connection.commit();
            sink.calls(calls.rows());
        }
        do {
            if (rewards == null || rewards.more()) {
                rewards = rewards(traceId, rewards == null ? 0 : rewards.last());
                connection.commit();
            }
            sink.rewards(rewards.rows());
        } while (rewards.more());
        sink.end();
        return true;
    }

    /** Rows, the id of the last of them, and whether there may be more. */
    private record Page<T>(List<T> rows, long last, boolean more) {}

    private TraceSink.Head head(long rowId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TRACE)) {
            statement.setLong(1, rowId);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? head(row) : null;
            }
        }
    }

    private static TraceSink.Head head(ResultSet row) throws SQLException {
        Trace trace = new Trace(
                row.getLong("id"),
                row.getString("trace_id"),
                row.getString("session_key"),
                TraceStatus.ofJsonName(row.getString("status")),
                contentOf(row, "message"),
                longOf(row, "start_time"),
                longOf(row, "end_time"),
                flagOf(row, "success"),
                doubleOf(row, "reward"),
                longOf(row, "tokens_used"),
                longOf(row, "latency_ms"),
                row.getString("agent_id"),
                row.getString("model"),
                row.getString("task_key"),
                row.getString("prompt_version"),
                null,
                SourceDatabase.names(row.getString("tools_used")),
                row.getLong("tool_count"),
                row.getString("arms"));
        return new TraceSink.Head(
                trace,
                longOf(row, "started_at"),
                contentOf(row, "start_metadata"),
                contentOf(row, "end_metadata"),
                row.getString("success_source"));
    }

    private Page<StoredCall> calls(String traceId, long after) throws SQLException {
        return page(
                CALLS,
                traceId,
                after,
                row -> new StoredCall(
                        row.getLong("id"),
                        row.getString("call_id"),
                        row.getString("tool_name"),
                        contentOf(row, "params"),
                        contentOf(row, "result"),
                        contentOf(row, "error"),
                        longOf(row, "duration_ms"),
                        longOf(row, "timestamp")));
    }

    private Page<StoredReward> rewards(String traceId, long after) throws SQLException {
        return page(
                REWARDS,
                traceId,
                after,
                row -> new StoredReward(
                        row.getLong("id"),
                        row.getString("reward_id"),
                        row.getString("source"),
                        flagOf(row, "success"),
                        doubleOf(row, "value"),
                        doubleOf(row, "reward"),
                        longOf(row, "tokens_used"),
                        longOf(row, "expected_tokens"),
                        longOf(row, "latency_ms"),
                        doubleOf(row, "user_rating"),
                        contentOf(row, "metadata"),
                        longOf(row, "timestamp")));
    }

    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> Page<T> page(String sql, String traceId, long after, RowReader<T> reader) throws SQLException {
        List<T> rows = new ArrayList<>();
        long last = after;
        long bytes = 0;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, traceId);
            statement.setLong(2, after);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    T read = reader.read(row);
                    rows.add(read);
                    last = row.getLong("id");
                    bytes += read.toString().length();
                    if (bytes > PAGE_BYTES_MAX) {
                        return new Page<>(rows, last, true);
                    }
                }
            }
        }
        return new Page<>(rows, last, rows.size() == PAGE_ROWS_MAX);
    }

    private long number(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getLong(1) : 0;
        } finally {
            connection.commit();
        }
    }

    private static Content contentOf(ResultSet row, String column) throws SQLException {
        return Content.stored(row.getString(column), row.getBoolean(column + "_cut"));
    }

    private static Long longOf(ResultSet row, String column) throws SQLException {
        return row.getObject(column) instanceof Number number ? number.longValue() : null;
    }

    private static Double doubleOf(ResultSet row, String column) throws SQLException {
        return row.getObject(column) instanceof Number number ? number.doubleValue() : null;
    }

    private static Boolean flagOf(ResultSet row, String column) throws SQLException {
        return row.getObject(column) instanceof Number number ? number.intValue() != 0 : null;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
