package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.model.Durations;
import ai.openclaw.lightning.model.FigureKey;
import ai.openclaw.lightning.model.ToolFigures;
import ai.openclaw.lightning.model.TraceFigures;
import ai.openclaw.lightning.storage.rows.FigureValues;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a transaction adds to the stored sums. */
final class FigureWrites {

    private static final String ADD_HOUR = """
            INSERT INTO hourly_figures (hour, agent_id, traces, ended, abandoned, successes, failures, latency_ms_sum, latency_count,
              tokens_used, tool_calls, tool_errors, rewards, reward_sum, reward_count)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (hour, agent_id) DO UPDATE SET traces = traces + excluded.traces, ended = ended + excluded.ended,
              abandoned = abandoned + excluded.abandoned, successes = successes + excluded.successes,
              failures = failures + excluded.failures, latency_ms_sum = latency_ms_sum + excluded.latency_ms_sum,
              latency_count = latency_count + excluded.latency_count, tokens_used = tokens_used + excluded.tokens_used,
              tool_calls = tool_calls + excluded.tool_calls, tool_errors = tool_errors + excluded.tool_errors,
              rewards = rewards + excluded.rewards, reward_sum = reward_sum + excluded.reward_sum,
              reward_count = reward_count + excluded.reward_count
            """;

    /** Traces were deleted, or belong elsewhere. */
    private static final String DELETE_EMPTY_HOUR =
            "DELETE FROM hourly_figures WHERE hour = ? AND agent_id = ? AND traces <= 0";

    private static final String ADD_DURATION = """
            INSERT INTO hourly_durations (hour, agent_id, ms, traces) VALUES (?, ?, ?, ?)
            ON CONFLICT (hour, agent_id, ms) DO UPDATE SET traces = traces + excluded.traces
            """;

    private static final String DELETE_EMPTY_DURATIONS =
            "DELETE FROM hourly_durations WHERE hour = ? AND agent_id = ? AND traces <= 0";

    private static final String ADD_TOOL = """
            INSERT INTO tool_figures (tool_name, calls, errors, duration_ms_sum, duration_count) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (tool_name) DO UPDATE SET calls = calls + excluded.calls, errors = errors + excluded.errors,
              duration_ms_sum = duration_ms_sum + excluded.duration_ms_sum,
              duration_count = duration_count + excluded.duration_count
            """;

    private static final String ADD_SESSIONS = """
            INSERT INTO counters (name, value) VALUES ('sessions', ?)
            ON CONFLICT (name) DO UPDATE SET value = value + excluded.value
            """;

    private FigureWrites() {}

    static void add(
            WritingConnection connection,
            Map<FigureKey, TraceFigures> hours,
            Map<String, ToolFigures> tools,
            long sessions)
            throws SQLException {
        for (var hour : hours.entrySet()) {
            List<Object> values = FigureValues.key(hour.getKey());
            List<Object> row = new ArrayList<>(values);
            row.addAll(FigureValues.of(hour.getValue()));
            connection.update(ADD_HOUR, row.toArray());
            addDurations(connection, values, hour.getValue().durations());
            if (hour.getValue().traces() < 0) {
                connection.update(DELETE_EMPTY_HOUR, values.toArray());
            }
        }
        for (var tool : tools.entrySet()) {
            ToolFigures figures = tool.getValue();
            connection.addBatch(
                    ADD_TOOL,
                    tool.getKey(),
                    figures.calls(),
                    figures.errors(),
                    figures.durationMsSum(),
                    figures.durationCount());
        }
        if (!tools.isEmpty()) {
            connection.executeBatch(ADD_TOOL);
        }
        if (sessions != 0) {
            connection.update(ADD_SESSIONS, sessions);
        }
    }

    private static void addDurations(WritingConnection connection, List<Object> key, Durations durations)
            throws SQLException {
        boolean fewer = false;
        for (var one : durations.counts().entrySet()) {
            connection.update(ADD_DURATION, key.get(0), key.get(1), one.getKey(), one.getValue());
            fewer |= one.getValue() < 0;
        }
        if (fewer) {
            connection.update(DELETE_EMPTY_DURATIONS, key.toArray());
        }
    }
}
