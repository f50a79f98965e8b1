package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.model.DayFigures;
import ai.openclaw.lightning.model.ToolFigures;
import ai.openclaw.lightning.model.Totals;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** The stored sums: what a transaction adds to them, and all of them together. */
final class FigureWrites {

    private static final String ADD_DAY = """
            INSERT INTO daily_figures (day, traces, ended, abandoned, successes, failures, latency_ms_sum, latency_count,
              tokens_used, tool_calls, tool_errors, rewards, reward_sum, reward_count)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (day) DO UPDATE SET traces = traces + excluded.traces, ended = ended + excluded.ended,
              abandoned = abandoned + excluded.abandoned, successes = successes + excluded.successes,
              failures = failures + excluded.failures, latency_ms_sum = latency_ms_sum + excluded.latency_ms_sum,
              latency_count = latency_count + excluded.latency_count, tokens_used = tokens_used + excluded.tokens_used,
              tool_calls = tool_calls + excluded.tool_calls, tool_errors = tool_errors + excluded.tool_errors,
              rewards = rewards + excluded.rewards, reward_sum = reward_sum + excluded.reward_sum,
              reward_count = reward_count + excluded.reward_count
            """;

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

    private static final String SUMS = """
            SELECT SUM(traces), SUM(ended), SUM(abandoned), SUM(successes), SUM(failures), SUM(latency_ms_sum),
              SUM(latency_count), SUM(tokens_used), SUM(tool_calls), SUM(tool_errors), SUM(rewards), SUM(reward_sum),
              SUM(reward_count), (SELECT value FROM counters WHERE name = 'sessions'),
              (SELECT COUNT(DISTINCT session_key) FROM traces INDEXED BY traces_open WHERE status = 'open')
            FROM daily_figures
            """;

    private static final String DAYS = """
            SELECT traces, ended, abandoned, successes, failures, latency_ms_sum, latency_count, tokens_used, tool_calls,
              tool_errors, rewards, reward_sum, reward_count, day
            FROM daily_figures WHERE day >= ? AND traces > 0 ORDER BY day LIMIT ?
            """;

    private static final String TOOLS =
            "SELECT tool_name, calls, errors, duration_ms_sum, duration_count FROM tool_figures";

    private FigureWrites() {}

    static void add(
            WritingConnection connection, Map<Long, DayFigures> days, Map<String, ToolFigures> tools, long sessions)
            throws SQLException {
        for (var day : days.entrySet()) {
            addDay(connection, day.getKey(), day.getValue());
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
            connection.prepared(ADD_TOOL).executeBatch();
        }
        if (sessions != 0) {
            connection.update(ADD_SESSIONS, sessions);
        }
    }

    private static void addDay(WritingConnection connection, long day, DayFigures figures) throws SQLException {
        connection.update(
                ADD_DAY,
                day,
                figures.traces(),
                figures.ended(),
                figures.abandoned(),
                figures.successes(),
                figures.failures(),
                figures.latencyMsSum(),
                figures.latencyCount(),
                figures.tokensUsed(),
                figures.toolCalls(),
                figures.toolErrors(),
                figures.rewards(),
                figures.rewardSum(),
                figures.rewardCount());
    }

    static Totals totals(WritingConnection connection) throws SQLException {
        Map<String, ToolFigures> tools = new HashMap<>();
        try (ResultSet row = connection.query(TOOLS)) {
            while (row.next()) {
                tools.put(
                        row.getString(1),
                        new ToolFigures(row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)));
            }
        }
        try (ResultSet row = connection.query(SUMS)) {
            row.next();
            DayFigures figures = figures(row);
            return new Totals(row.getLong(14), row.getLong(15), figures, tools);
        }
    }

    /** The figures of these days; one without traces is left out. */
    static Map<Long, DayFigures> days(WritingConnection connection, long first, int count) throws SQLException {
        Map<Long, DayFigures> days = new HashMap<>();
        try (ResultSet row = connection.query(DAYS, first, count)) {
            while (row.next()) {
                if (row.getLong(14) < first + count) {
                    days.put(row.getLong(14), figures(row));
                }
            }
        }
        return days;
    }

    /** The first 13 columns. */
    private static DayFigures figures(ResultSet row) throws SQLException {
        return new DayFigures(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10),
                row.getLong(11),
                row.getDouble(12),
                row.getLong(13));
    }
}
