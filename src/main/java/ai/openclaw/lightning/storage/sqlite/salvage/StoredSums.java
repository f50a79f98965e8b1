package ai.openclaw.lightning.storage.sqlite.salvage;

import ai.openclaw.lightning.model.SeriesStep;
import ai.openclaw.lightning.storage.sqlite.file.Migrations;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The stored sums against the rows they are of. What they should be is made in temporary tables of the same names, by
 * the statements that a salvage makes them with: a name without its schema means the temporary table first.
 */
public final class StoredSums {

    private static final String REAL = "reward_sum";

    private static final List<String> OF_HOURS = List.of(
            "traces",
            "ended",
            "abandoned",
            "successes",
            "failures",
            "latency_ms_sum",
            "latency_count",
            "tokens_used",
            "tool_calls",
            "tool_errors",
            "rewards",
            "reward_count",
            REAL);

    private static final List<String> TABLES = List.of("hourly_figures", "hourly_durations", "tool_figures");

    private static final List<String> OF_TOOLS = List.of("calls", "errors", "duration_ms_sum", "duration_count");

    /** A tool beyond the first thousand is counted under the empty name. */
    private static final String TOOLS = """
            INSERT INTO temp.tool_figures (tool_name, calls, errors, duration_ms_sum, duration_count)
            SELECT iif(tool_name IN (SELECT tool_name FROM main.tool_figures), tool_name, ''), COUNT(*), COUNT(error),
              COALESCE(SUM(duration_ms), 0), COUNT(duration_ms)
            FROM tool_calls GROUP BY 1
            """;

    private static final String WRONG_TOOL_COUNTS = "SELECT COUNT(*) FROM traces t WHERE tool_count <>"
            + " (SELECT COUNT(*) FROM tool_calls c WHERE c.trace_id = t.trace_id)";

    private static final String WITHOUT_TRACE = """
            SELECT COUNT(*) FROM (SELECT trace_id FROM tool_calls UNION ALL SELECT trace_id FROM rewards)
            WHERE trace_id NOT IN (SELECT trace_id FROM traces)
            """;

    private static final String WRONG_SESSIONS = """
            SELECT (SELECT COUNT(DISTINCT session_key) FROM traces)
              <> COALESCE((SELECT value FROM main.counters WHERE name = 'sessions'), 0)
            """;

    private StoredSums() {}

    /** What does not fit, a sentence each; empty when all does. As of one moment; the database is not changed. */
    public static List<String> findings(Connection connection) throws SQLException {
        List<String> findings = new ArrayList<>();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            long lost = Migrations.number(connection, WITHOUT_TRACE);
            if (lost > 0) {
                findings.add(lost + " tool calls and rewards belong to missing traces");
            }
            long counts = Migrations.number(connection, WRONG_TOOL_COUNTS);
            if (counts > 0) {
                findings.add(counts + " traces count a wrong number of tool calls");
            }
            for (String table : TABLES) {
                statement.execute(temporary(connection, table));
            }
            DerivedRows.hours(statement);
            statement.executeUpdate(TOOLS);
            List<String> hours = different(statement, "hourly_figures", List.of("hour", "agent_id"), OF_HOURS);
            if (!hours.isEmpty()) {
                findings.add("hours whose sums do not match their traces: " + hours.size() + "; the first begins at "
                        + Instant.ofEpochMilli(SeriesStep.HOUR.start(Long.parseLong(hours.get(0)))));
            }
            List<String> durations =
                    different(statement, "hourly_durations", List.of("hour", "agent_id", "ms"), List.of("traces"));
            if (!durations.isEmpty()) {
                findings.add("counts of durations that do not match their traces: " + durations.size()
                        + "; the first is of the hour that begins at "
                        + Instant.ofEpochMilli(SeriesStep.HOUR.start(Long.parseLong(durations.get(0)))));
            }
            List<String> tools = different(statement, "tool_figures", List.of("tool_name"), OF_TOOLS);
            if (!tools.isEmpty()) {
                findings.add("tools whose sums do not match their calls: " + tools.size() + "; the first is \""
                        + tools.get(0) + "\"");
            }
            if (Migrations.number(connection, WRONG_SESSIONS) != 0) {
                findings.add("the number of sessions does not match the traces");
            }
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        return findings;
    }

    /** Makes all of them anew, in one transaction. */
    public static void rebuild(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.executeUpdate("DELETE FROM " + table);
            }
            DerivedRows.make(connection);
            connection.commit();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** A table without rows that hides the stored one of that name. */
    private static String temporary(Connection connection, String table) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT sql FROM main.sqlite_schema WHERE name = ?")) {
            statement.setString(1, table);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1).replaceFirst("CREATE TABLE", "CREATE TEMP TABLE");
            }
        }
    }

    /** The first part of the keys whose sums differ; a key that is on one side only counts as zeros on the other. */
    private static List<String> different(Statement statement, String table, List<String> key, List<String> columns)
            throws SQLException {
        String unequal = columns.stream().map(StoredSums::unequal).collect(Collectors.joining(" OR "));
        String parts = String.join(", ", key);
        String sql = Stream.of(
                        "SELECT " + key.get(0) + " FROM",
                        "(SELECT " + parts + " FROM main." + table + " UNION SELECT " + parts + " FROM temp." + table
                                + ")",
                        "LEFT JOIN main." + table + " s USING (" + parts + ")",
                        "LEFT JOIN temp." + table + " r USING (" + parts + ")",
                        "WHERE " + unequal + " ORDER BY 1")
                .collect(Collectors.joining(" "));
        List<String> keys = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                keys.add(row.getString(1));
            }
        }
        return keys;
    }

    /** Sums of reals differ in their last digits by the order they were added in. */
    private static String unequal(String column) {
        String stored = "COALESCE(s." + column + ", 0)";
        String real = "COALESCE(r." + column + ", 0)";
        return column.equals(REAL)
                ? "ABS(" + stored + " - " + real + ") > 1e-6 * MAX(1, ABS(" + real + "))"
                : stored + " <> " + real;
    }
}
