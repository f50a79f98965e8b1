package ai.openclaw.lightning.storage.postgres;

import ai.openclaw.lightning.model.FigureKey;
import ai.openclaw.lightning.model.ToolFigures;
import ai.openclaw.lightning.model.TraceFigures;
import ai.openclaw.lightning.storage.rows.FigureValues;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a transaction adds to the sums: always to rows of this bridge, in the order of their keys, should two go by one name.
 */
record FigureWrites(WritingConnection connection, String instance) {

    private static final String ADD_HOUR = """
            INSERT INTO hourly_figures AS f (hour, agent_id, instance, traces, ended, abandoned, successes, failures, latency_ms_sum,
              latency_count, tokens_used, tool_calls, tool_errors, rewards, reward_sum, reward_count)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (hour, agent_id, instance) DO UPDATE SET traces = f.traces + excluded.traces,
              ended = f.ended + excluded.ended, abandoned = f.abandoned + excluded.abandoned,
              successes = f.successes + excluded.successes, failures = f.failures + excluded.failures,
              latency_ms_sum = f.latency_ms_sum + excluded.latency_ms_sum,
              latency_count = f.latency_count + excluded.latency_count,
              tokens_used = f.tokens_used + excluded.tokens_used, tool_calls = f.tool_calls + excluded.tool_calls,
              tool_errors = f.tool_errors + excluded.tool_errors, rewards = f.rewards + excluded.rewards,
              reward_sum = f.reward_sum + excluded.reward_sum, reward_count = f.reward_count + excluded.reward_count
            """;

    private static final String ADD_DURATION = """
            INSERT INTO hourly_durations AS d (hour, agent_id, instance, ms, traces) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (hour, agent_id, instance, ms) DO UPDATE SET traces = d.traces + excluded.traces
            """;

    private static final String ADD_TOOL = """
            INSERT INTO tool_figures AS f (tool_name, instance, calls, errors, duration_ms_sum, duration_count)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (tool_name, instance) DO UPDATE SET calls = f.calls + excluded.calls,
              errors = f.errors + excluded.errors, duration_ms_sum = f.duration_ms_sum + excluded.duration_ms_sum,
              duration_count = f.duration_count + excluded.duration_count
            """;

    private static final String ADD_COUNT = """
            INSERT INTO counters AS c (name, instance, value) VALUES (?, ?, ?)
            ON CONFLICT (name, instance) DO UPDATE SET value = c.value + excluded.value
            """;

    void add(Map<FigureKey, TraceFigures> hours, Map<String, ToolFigures> tools, long sessions, long bytes)
            throws SQLException {
        List<FigureKey> inOrder =
                hours.keySet().stream().sorted(FigureValues.ORDER).toList();
        for (FigureKey key : inOrder) {
            List<Object> values = new ArrayList<>(FigureValues.key(key));
            values.add(instance);
            values.addAll(FigureValues.of(hours.get(key)));
            connection.update(ADD_HOUR, values.toArray());
            for (var one : hours.get(key).durations().inOrder().entrySet()) {
                connection.update(ADD_DURATION, values.get(0), values.get(1), instance, one.getKey(), one.getValue());
            }
        }
        for (var tool : new TreeMap<>(tools).entrySet()) {
            ToolFigures figures = tool.getValue();
            connection.addBatch(
                    ADD_TOOL,
                    tool.getKey(),
                    instance,
                    figures.calls(),
                    figures.errors(),
                    figures.durationMsSum(),
                    figures.durationCount());
        }
        if (!tools.isEmpty()) {
            connection.executeBatch(ADD_TOOL);
        }
        if (bytes != 0) {
            connection.update(ADD_COUNT, "bytes", instance, bytes);
        }
        if (sessions != 0) {
            connection.update(ADD_COUNT, "sessions", instance, sessions);
        }
    }
}
