package ai.openclaw.lightning.process;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is in a database that no bridge has open, read with plain SQL.
 *
 * @param wrongFigures the names of the sums that are not those of their rows
 */
record StoredCalls(String integrity, Set<String> calls, List<String> wrongFigures) {

    /** Each row that comes back names a sum that is wrong. */
    private static final String WRONG_FIGURES = """
            SELECT 'hourly_figures.tool_calls' WHERE
              (SELECT COALESCE(SUM(tool_calls), 0) FROM hourly_figures) <> (SELECT COUNT(*) FROM tool_calls)
            UNION ALL SELECT 'hourly_figures.traces' WHERE
              (SELECT COALESCE(SUM(traces), 0) FROM hourly_figures) <> (SELECT COUNT(*) FROM traces)
            UNION ALL SELECT 'tool_figures.calls' WHERE
              (SELECT COALESCE(SUM(calls), 0) FROM tool_figures) <> (SELECT COUNT(*) FROM tool_calls)
            UNION ALL SELECT 'traces.tool_count of ' || trace_id FROM traces t WHERE
              tool_count <> (SELECT COUNT(*) FROM tool_calls c WHERE c.trace_id = t.trace_id)
            """;

    static StoredCalls of(Path database) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            String integrity = strings(statement, "PRAGMA integrity_check").get(0);
            // The power may have gone before the first start had made the tables; then nothing was answered yet.
            if (strings(statement, "SELECT 1 FROM sqlite_schema WHERE name = 'hourly_figures'")
                    .isEmpty()) {
                return new StoredCalls(integrity, Set.of(), List.of());
            }
            return new StoredCalls(
                    integrity,
                    new HashSet<>(strings(statement, "SELECT trace_id || '/' || call_id FROM tool_calls")),
                    strings(statement, WRONG_FIGURES));
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
