package ai.openclaw.lightning.storage.postgres;

import static ai.openclaw.lightning.storage.rows.ContentColumns.isCut;

import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.storage.NewRows;
import java.sql.SQLException;
import java.util.BitSet;

/** Tool calls and rewards that a writing transaction inserts; those that are stored already are left out. */
final class EventInserts {

    private static final String INSERT_CALL = """
            INSERT INTO tool_calls (trace_id, tool_name, params, params_cut, result, result_cut, error, error_cut,
              exit_code, timestamp, call_id, duration_ms)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """;

    private static final String INSERT_REWARD = """
            INSERT INTO rewards (trace_id, reward_id, source, success, failure, value, reward, tokens_used, expected_tokens,
              latency_ms, user_rating, metadata, metadata_cut, timestamp)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """;

    private EventInserts() {}

    static NewRows.Inserted insert(WritingConnection connection, NewRows rows) throws SQLException {
        for (NewRows.Call row : rows.calls()) {
            addCall(connection, row.traceId(), row.event());
        }
        BitSet calls = inserted(connection, INSERT_CALL, rows.calls().size());
        for (NewRows.Reward row : rows.rewards()) {
            addReward(connection, row.traceId(), row.event());
        }
        return new NewRows.Inserted(
                calls, inserted(connection, INSERT_REWARD, rows.rewards().size()));
    }

    private static void addCall(WritingConnection connection, String traceId, TraceEvent.ToolCall call)
            throws SQLException {
        connection.addBatch(
                INSERT_CALL,
                traceId,
                call.toolName(),
                StoredText.json(call.params()),
                isCut(call.params()),
                StoredText.json(call.result()),
                isCut(call.result()),
                StoredText.plain(call.error()),
                isCut(call.error()),
                call.exitCode(),
                call.timestamp(),
                call.callId(),
                call.durationMs());
    }

    private static void addReward(WritingConnection connection, String traceId, TraceEvent.Reward reward)
            throws SQLException {
        connection.addBatch(
                INSERT_REWARD,
                traceId,
                reward.rewardId(),
                reward.source().jsonName(),
                reward.success(),
                reward.failure(),
                reward.value(),
                reward.reward(),
                reward.tokensUsed(),
                reward.expectedTokens(),
                reward.latencyMs(),
                reward.userRating(),
                StoredText.json(reward.metadata()),
                isCut(reward.metadata()),
                reward.timestamp());
    }

    /** Which of the rows were not there before. */
    private static BitSet inserted(WritingConnection connection, String sql, int rows) throws SQLException {
        BitSet inserted = new BitSet(rows);
        if (rows > 0) {
            int[] counts = connection.prepared(sql).executeBatch();
            for (int i = 0; i < rows; i++) {
                inserted.set(i, counts[i] > 0);
            }
        }
        return inserted;
    }
}
