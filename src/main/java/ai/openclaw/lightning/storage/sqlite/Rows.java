package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.model.Trace;
import ai.openclaw.lightning.model.TraceDetail.StoredCall;
import ai.openclaw.lightning.model.TraceDetail.StoredReward;
import ai.openclaw.lightning.model.TraceStatus;
import io.vertx.sqlclient.Row;

/**
 * Rows as records. SQLite types values, not columns, so each value is taken as what it is: a number of a column may
 * come as integer or real, a truth value as a number.
 */
final class Rows {

    private Rows() {}

    static Long longOf(Row row, String column) {
        return row.getValue(column) instanceof Number number ? number.longValue() : null;
    }

    static long longOf(Row row, String column, long absent) {
        Long value = longOf(row, column);
        return value == null ? absent : value;
    }

    static Double doubleOf(Row row, String column) {
        return row.getValue(column) instanceof Number number ? number.doubleValue() : null;
    }

    static Boolean booleanOf(Row row, String column) {
        Object value = row.getValue(column);
        return value instanceof Number number ? Boolean.valueOf(number.intValue() != 0) : (Boolean) value;
    }

    static String textOf(Row row, String column) {
        Object value = row.getValue(column);
        return value == null ? null : value.toString();
    }

    private static Content contentOf(Row row, String column) {
        return Content.stored(textOf(row, column), Boolean.TRUE.equals(booleanOf(row, column + "_cut")));
    }

    static Trace trace(Row row) {
        return new Trace(
                longOf(row, "id", 0),
                textOf(row, "trace_id"),
                textOf(row, "session_key"),
                TraceStatus.ofJsonName(textOf(row, "status")),
                contentOf(row, "message"),
                longOf(row, "start_time"),
                longOf(row, "end_time"),
                booleanOf(row, "success"),
                doubleOf(row, "reward"),
                longOf(row, "tokens_used"),
                longOf(row, "latency_ms"),
                textOf(row, "agent_id"),
                textOf(row, "model"),
                textOf(row, "task_key"),
                textOf(row, "prompt_version"),
                contentOf(row, "metadata"),
                WorkingSetReads.namesOf(textOf(row, "tools_used")),
                longOf(row, "tool_count", 0),
                textOf(row, "arms"));
    }

    static StoredCall call(Row row) {
        return new StoredCall(
                longOf(row, "id", 0),
                textOf(row, "call_id"),
                textOf(row, "tool_name"),
                contentOf(row, "params"),
                contentOf(row, "result"),
                contentOf(row, "error"),
                longOf(row, "duration_ms"),
                longOf(row, "timestamp"));
    }

    static StoredReward reward(Row row) {
        return new StoredReward(
                longOf(row, "id", 0),
                textOf(row, "reward_id"),
                textOf(row, "source"),
                booleanOf(row, "success"),
                doubleOf(row, "value"),
                doubleOf(row, "reward"),
                longOf(row, "tokens_used"),
                longOf(row, "expected_tokens"),
                longOf(row, "latency_ms"),
                doubleOf(row, "user_rating"),
                contentOf(row, "metadata"),
                longOf(row, "timestamp"));
    }
}
