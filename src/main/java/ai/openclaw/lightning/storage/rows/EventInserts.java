package ai.openclaw.lightning.storage.rows;

import static ai.openclaw.lightning.storage.rows.ContentColumns.isCut;

import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.storage.NewRows;
import java.sql.SQLException;
import java.util.BitSet;

/**
 * Tool calls and rewards that a writing transaction inserts; those that are stored already are left out.
 *
 * @param texts how this kind of store keeps them
 */
public record EventInserts(Batches connection, Texts texts) {

    /** Statements with several rows of values each, sent together. */
    public interface Batches {

        /** One more row of values for that statement. */
        void addBatch(String sql, Object... values) throws SQLException;

        /** Executes it; for each row of values how many rows it changed. */
        int[] executeBatch(String sql) throws SQLException;
    }

    /** What a column gets for a text, which may be null. */
    public interface Texts {

        /** Of a text that is JSON in any case. */
        String json(Content content);

        /** Of a text that is plain where it was not cut. */
        String plain(Content content);
    }

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

    public NewRows.Inserted insert(NewRows rows) throws SQLException {
        for (NewRows.Call row : rows.calls()) {
            addCall(row.traceId(), row.event());
        }
        BitSet calls = inserted(INSERT_CALL, rows.calls().size());
        for (NewRows.Reward row : rows.rewards()) {
            addReward(row.traceId(), row.event());
        }
        return new NewRows.Inserted(
                calls, inserted(INSERT_REWARD, rows.rewards().size()));
    }

    private void addCall(String traceId, TraceEvent.ToolCall call) throws SQLException {
        connection.addBatch(
                INSERT_CALL,
                traceId,
                call.toolName(),
                texts.json(call.params()),
                isCut(call.params()),
                texts.json(call.result()),
                isCut(call.result()),
                texts.plain(call.error()),
                isCut(call.error()),
                call.exitCode(),
                call.timestamp(),
                call.callId(),
                call.durationMs());
    }

    private void addReward(String traceId, TraceEvent.Reward reward) throws SQLException {
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
                texts.json(reward.metadata()),
                isCut(reward.metadata()),
                reward.timestamp());
    }

    /** Which of the rows were not there before. */
    private BitSet inserted(String sql, int rows) throws SQLException {
        BitSet inserted = new BitSet(rows);
        if (rows > 0) {
            int[] counts = connection.executeBatch(sql);
            for (int i = 0; i < rows; i++) {
                inserted.set(i, counts[i] > 0);
            }
        }
        return inserted;
    }
}
