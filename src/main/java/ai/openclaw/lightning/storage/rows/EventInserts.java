package ai.openclaw.lightning.storage.rows;

import static ai.openclaw.lightning.storage.rows.ContentColumns.isCut;

import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.storage.NewRows;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;

/**
 * Tool calls and rewards that a writing transaction inserts; those that are stored already are left out.
 *
 * @param texts how this kind of store keeps them
 */
public record EventInserts(Target connection, Texts texts) {

    /** Where rows are inserted. */
    public interface Target {

        /** Inserts the rows that are not there yet, at the latest when the answer is asked for. */
        Answer insert(EventTable table, List<Object[]> rows) throws SQLException;
    }

    /** Which rows were new. */
    public interface Answer {
        BitSet isNew() throws SQLException;
    }

    /** What a column gets for a text, which may be null. */
    public interface Texts {

        /** Of a text that is JSON in any case. */
        String json(Content content);

        /** Of a text that is plain where it was not cut. */
        String plain(Content content);
    }

    private static final EventTable CALLS = new EventTable("tool_calls", "call_id", TableColumns.of("""
            trace_id TEXT, tool_name TEXT, params TEXT, params_cut BOOLEAN, result TEXT, result_cut BOOLEAN, error TEXT,
            error_cut BOOLEAN, exit_code BIGINT, timestamp BIGINT, call_id TEXT, duration_ms BIGINT
            """));

    private static final EventTable REWARDS = new EventTable("rewards", "reward_id", TableColumns.of("""
            trace_id TEXT, reward_id TEXT, source TEXT, success BOOLEAN, failure TEXT, value DOUBLE PRECISION,
            reward DOUBLE PRECISION, tokens_used BIGINT, expected_tokens BIGINT, latency_ms BIGINT,
            user_rating DOUBLE PRECISION, metadata TEXT, metadata_cut BOOLEAN, timestamp BIGINT
            """));

    public NewRows.Inserted insert(NewRows rows) throws SQLException {
        Answer calls = insert(CALLS, rows.calls().stream().map(this::call).toList());
        Answer rewards =
                insert(REWARDS, rows.rewards().stream().map(this::reward).toList());
        return new NewRows.Inserted(calls.isNew(), rewards.isNew());
    }

    private Answer insert(EventTable table, List<Object[]> rows) throws SQLException {
        return rows.isEmpty() ? BitSet::new : connection.insert(table, rows);
    }

    private Object[] call(NewRows.Call row) {
        TraceEvent.ToolCall call = row.event();
        return new Object[] {
            row.traceId(),
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
            call.durationMs()
        };
    }

    private Object[] reward(NewRows.Reward row) {
        TraceEvent.Reward reward = row.event();
        return new Object[] {
            row.traceId(),
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
            reward.timestamp()
        };
    }
}
