package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.model.RewardSource;
import ai.openclaw.lightning.model.Trace;
import ai.openclaw.lightning.model.TraceDetail.StoredCall;
import ai.openclaw.lightning.model.TraceDetail.StoredReward;
import ai.openclaw.lightning.model.TraceState;
import ai.openclaw.lightning.model.TraceState.Labels;
import ai.openclaw.lightning.model.TraceState.Lifecycle;
import ai.openclaw.lightning.model.TraceState.Outcome;
import ai.openclaw.lightning.model.TraceState.Sourced;
import ai.openclaw.lightning.model.TraceState.Timed;
import ai.openclaw.lightning.model.TraceState.Tools;
import ai.openclaw.lightning.model.TraceStatus;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;

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

    static List<String> namesOf(Row row, String column) {
        String json = textOf(row, column);
        if (json == null) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        for (Object name : new JsonArray(json)) {
            names.add(String.valueOf(name));
        }
        return names;
    }

    static TraceState state(Row row) {
        return new TraceState(
                textOf(row, "trace_id"),
                textOf(row, "session_key"),
                new Lifecycle(
                        TraceStatus.ofJsonName(textOf(row, "status")),
                        longOf(row, "start_time", 0),
                        longOf(row, "end_time")),
                new Labels(
                        textOf(row, "agent_id"),
                        textOf(row, "model"),
                        textOf(row, "task_key"),
                        textOf(row, "prompt_version")),
                new Outcome(
                        sourced(booleanOf(row, "success"), row, "success_source", "success_at"),
                        sourced(doubleOf(row, "reward"), row, "reward_source", "reward_at"),
                        Timed.of(longOf(row, "tokens_used"), longOf(row, "tokens_at", 0)),
                        Timed.of(longOf(row, "latency_ms"), longOf(row, "latency_at", 0))),
                new Tools(namesOf(row, "tools_used"), longOf(row, "tool_count", 0)),
                longOf(row, "received_at", 0),
                longOf(row, "last_event_at", 0),
                longOf(row, "last_timestamp", 0));
    }

    private static <T> Sourced<T> sourced(T value, Row row, String source, String at) {
        return Sourced.of(value, RewardSource.ofJsonName(textOf(row, source)), longOf(row, at, 0));
    }

    static Trace trace(Row row) {
        return new Trace(
                textOf(row, "trace_id"),
                textOf(row, "session_key"),
                TraceStatus.ofJsonName(textOf(row, "status")),
                textOf(row, "message"),
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
                textOf(row, "metadata"),
                namesOf(row, "tools_used"),
                longOf(row, "tool_count", 0),
                textOf(row, "arms"));
    }

    static StoredCall call(Row row) {
        return new StoredCall(
                longOf(row, "id", 0),
                textOf(row, "call_id"),
                textOf(row, "tool_name"),
                textOf(row, "params"),
                textOf(row, "result"),
                textOf(row, "error"),
                longOf(row, "duration_ms"),
                longOf(row, "timestamp"));
    }

    static StoredReward reward(Row row) {
        return new StoredReward(
                textOf(row, "reward_id"),
                textOf(row, "source"),
                booleanOf(row, "success"),
                doubleOf(row, "value"),
                doubleOf(row, "reward"),
                longOf(row, "tokens_used"),
                longOf(row, "expected_tokens"),
                longOf(row, "latency_ms"),
                doubleOf(row, "user_rating"),
                textOf(row, "metadata"),
                longOf(row, "timestamp"));
    }
}
