package ai.openclaw.lightning.storage.sqlite.salvage;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What follows from traces, tool calls and rewards, made anew where some of them are lost. */
final class DerivedRows {

    /** A value of the wrong kind is damage that SQLite, which types values and not columns, would take. */
    private static final List<String> IMPLAUSIBLE = List.of(
            "DELETE FROM traces WHERE typeof(trace_id) <> 'text' OR typeof(session_key) <> 'text'"
                    + " OR typeof(start_time) <> 'integer' OR status NOT IN ('open', 'ended', 'abandoned')",
            "DELETE FROM tool_calls WHERE typeof(trace_id) <> 'text' OR typeof(tool_name) <> 'text'"
                    + " OR typeof(timestamp) <> 'integer'",
            "DELETE FROM rewards WHERE typeof(trace_id) <> 'text' OR typeof(timestamp) <> 'integer'",
            "DELETE FROM assignments WHERE trace_id NOT IN (SELECT trace_id FROM traces)");

    /** Calls and rewards whose trace is lost get one that says no more than they do. */
    private static final String LOST_TRACES = """
            INSERT INTO traces (trace_id, session_key, status, start_time, end_time, received_at, last_event_at,
              last_timestamp)
            SELECT trace_id, 'anon-' || trace_id, 'abandoned', MIN(timestamp), MAX(timestamp),
              CAST(unixepoch('subsec') * 1000 AS INTEGER), CAST(unixepoch('subsec') * 1000 AS INTEGER), MAX(timestamp)
            FROM (SELECT trace_id, timestamp FROM tool_calls UNION ALL SELECT trace_id, timestamp FROM rewards)
            WHERE trace_id NOT IN (SELECT trace_id FROM traces) GROUP BY trace_id
            """;

    private static final String TOOLS_OF_TRACES = """
            UPDATE traces SET
              tool_count = (SELECT COUNT(*) FROM tool_calls c WHERE c.trace_id = traces.trace_id),
              tools_used = iif(json_valid(tools_used), tools_used, (SELECT json_group_array(tool_name) FROM (
                SELECT tool_name FROM tool_calls c WHERE c.trace_id = traces.trace_id
                GROUP BY tool_name ORDER BY MIN(c.id) LIMIT 100)))
            """;

    private static final String HOURS = """
            INSERT INTO hourly_figures (hour, agent_id, traces, ended, abandoned, successes, failures, latency_ms_sum, latency_count,
              tokens_used, tool_calls)
            SELECT start_time / 3600000, COALESCE(agent_id, ''), COUNT(*), SUM(status = 'ended'), SUM(status = 'abandoned'),
              SUM(success IS 1 AND COALESCE(origin, 'user') = 'user'),
              SUM(success IS 0 AND COALESCE(origin, 'user') = 'user'),
              SUM(CASE WHEN status = 'ended' THEN COALESCE(latency_ms, 0) ELSE 0 END),
              SUM(status = 'ended' AND latency_ms IS NOT NULL), SUM(COALESCE(tokens_used, 0)), SUM(tool_count)
            FROM traces GROUP BY 1, 2
            """;

    private static final String ERRORS_OF_HOURS = """
            UPDATE hourly_figures SET tool_errors = of_hour.errors
            FROM (SELECT start_time / 3600000 AS hour, COALESCE(agent_id, '') AS agent, COUNT(*) AS errors
              FROM tool_calls c JOIN traces t ON t.trace_id = c.trace_id WHERE c.error IS NOT NULL GROUP BY 1, 2) of_hour
            WHERE of_hour.hour = hourly_figures.hour AND of_hour.agent = hourly_figures.agent_id
            """;

    private static final String REWARDS_OF_HOURS = """
            UPDATE hourly_figures SET rewards = of_hour.rewards, reward_sum = of_hour.reward_sum,
              reward_count = of_hour.reward_count
            FROM (SELECT start_time / 3600000 AS hour, COALESCE(agent_id, '') AS agent, COUNT(*) AS rewards,
              COALESCE(SUM(r.reward), 0) AS reward_sum, COUNT(r.reward) AS reward_count
              FROM rewards r JOIN traces t ON t.trace_id = r.trace_id GROUP BY 1, 2) of_hour
            WHERE of_hour.hour = hourly_figures.hour AND of_hour.agent = hourly_figures.agent_id
            """;

    /** Rounded as {@code Durations} does. */
    private static final String DURATIONS_OF_HOURS = """
            INSERT INTO hourly_durations (hour, agent_id, ms, traces)
            SELECT hour, agent, CASE WHEN took < 10 THEN took ELSE CAST(CASE
                WHEN two < 12 THEN 10 WHEN two < 15 THEN 12 WHEN two < 20 THEN 15 WHEN two < 25 THEN 20 WHEN two < 30 THEN 25
                WHEN two < 40 THEN 30 WHEN two < 50 THEN 40 WHEN two < 60 THEN 50 WHEN two < 80 THEN 60 ELSE 80
              END || substr('00000000000000000', 1, length(took) - 2) AS INTEGER) END, COUNT(*)
            FROM (SELECT hour, agent, took, CAST(substr(took, 1, 2) AS INTEGER) AS two
              FROM (SELECT start_time / 3600000 AS hour, COALESCE(agent_id, '') AS agent, MAX(end_time - start_time, 0) AS took
                FROM traces WHERE status = 'ended' AND end_time IS NOT NULL))
            GROUP BY 1, 2, 3
            """;

    private static final String TOOLS = """
            INSERT INTO tool_figures (tool_name, calls, errors, duration_ms_sum, duration_count)
            SELECT iif(place <= 999, tool_name, ''), SUM(calls), SUM(errors), SUM(ms), SUM(timed) FROM (
              SELECT tool_name, COUNT(*) AS calls, COUNT(error) AS errors, COALESCE(SUM(duration_ms), 0) AS ms,
                COUNT(duration_ms) AS timed, row_number() OVER (ORDER BY COUNT(*) DESC, tool_name) AS place
              FROM tool_calls GROUP BY tool_name)
            GROUP BY 1
            """;

    private static final String SESSIONS =
            "INSERT OR REPLACE INTO counters (name, value) SELECT 'sessions', COUNT(DISTINCT session_key) FROM traces";

    private DerivedRows() {}

    /** Blocking; as long as a few scans of the database. The caller commits. */
    static void make(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : IMPLAUSIBLE) {
                statement.executeUpdate(sql);
            }
            for (String sql : List.of(LOST_TRACES, TOOLS_OF_TRACES)) {
                statement.executeUpdate(sql);
            }
            hours(statement);
            for (String sql : List.of(TOOLS, SESSIONS)) {
                statement.executeUpdate(sql);
            }
        }
    }

    /** The sums of hours, into tables that are empty. */
    static void hours(Statement statement) throws SQLException {
        for (String sql : List.of(HOURS, ERRORS_OF_HOURS, REWARDS_OF_HOURS, DURATIONS_OF_HOURS)) {
            statement.executeUpdate(sql);
        }
    }
}
