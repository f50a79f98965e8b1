package ai.openclaw.lightning.process;

import ai.openclaw.lightning.storage.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What is in a database that bridges share, read with plain SQL.
 *
 * @param rows tool calls and rewards, as {@link TeamLoad} names them
 * @param wrongFigures the names of the sums that are not those of their rows
 * @param figures counts of the rows, each after its JSON pointer in {@code /stats}
 */
record TeamRows(List<String> rows, List<String> wrongFigures, List<String> figures) {

    /** Each row that comes back names a sum that is wrong. */
    private static final String WRONG_FIGURES = """
            SELECT 'hourly_figures.tool_calls' WHERE
              (SELECT SUM(tool_calls) FROM hourly_figures) <> (SELECT COUNT(*) FROM tool_calls)
            UNION ALL SELECT 'hourly_figures.rewards' WHERE
              (SELECT SUM(rewards) FROM hourly_figures) <> (SELECT COUNT(*) FROM rewards)
            UNION ALL SELECT 'hourly_figures.traces' WHERE
              (SELECT SUM(traces) FROM hourly_figures) <> (SELECT COUNT(*) FROM traces)
            UNION ALL SELECT 'hourly_figures.ended' WHERE
              (SELECT SUM(ended) FROM hourly_figures) <> (SELECT COUNT(*) FROM traces WHERE status = 'ended')
            UNION ALL SELECT 'tool_figures.calls' WHERE
              (SELECT SUM(calls) FROM tool_figures) <> (SELECT COUNT(*) FROM tool_calls)
            UNION ALL SELECT 'counters.sessions' WHERE
              (SELECT SUM(value) FROM counters WHERE name = 'sessions')
                <> (SELECT COUNT(DISTINCT session_key) FROM traces)
            UNION ALL SELECT 'counters.bytes' WHERE
              (SELECT SUM(value) FROM counters WHERE name = 'bytes')
                <> (SELECT SUM(600 + COALESCE(octet_length(message), 0) + COALESCE(octet_length(metadata), 0)
                      + COALESCE(octet_length(end_metadata), 0)) FROM traces)
                  + (SELECT SUM(250 + COALESCE(octet_length(params), 0) + COALESCE(octet_length(result), 0)
                      + COALESCE(octet_length(error), 0)) FROM tool_calls)
                  + (SELECT SUM(250 + COALESCE(octet_length(metadata), 0)) FROM rewards)
            UNION ALL SELECT 'traces.tool_count of ' || trace_id FROM traces t WHERE
              tool_count <> (SELECT COUNT(*) FROM tool_calls c WHERE c.trace_id = t.trace_id)
            """;

    private static final String FIGURES = """
            SELECT '/total_sessions ' || COUNT(DISTINCT session_key) FROM traces
            UNION ALL SELECT '/total_traces ' || COUNT(*) FROM traces
            UNION ALL SELECT '/tool_calls/count ' || COUNT(*) FROM tool_calls
            UNION ALL SELECT '/rewards/count ' || COUNT(*) FROM rewards
            UNION ALL SELECT '/traces/ended ' || COUNT(*) FROM traces WHERE status = 'ended'
            """;

    static TeamRows of(PostgresServer server, String database) throws SQLException {
        try (Connection connection = server.connect(database)) {
            return of(connection);
        }
    }

    static TeamRows of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return new TeamRows(
                    strings(statement, """
                            SELECT trace_id || '/' || call_id FROM tool_calls
                            UNION ALL SELECT trace_id || '/reward-' || reward_id FROM rewards
                            """), strings(statement, WRONG_FIGURES), strings(statement, FIGURES));
        }
    }

    private static List<String> strings(Statement statement, String sql) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
        }
        return strings;
    }
}
