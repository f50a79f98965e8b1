package ai.openclaw.lightning.storage.postgres;

import ai.openclaw.lightning.model.SeriesStep;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The stored sums, and the traces themselves, against the rows they are of. Blocking, as long as a few scans. */
final class StoredSums {

    private static final String REAL = "reward_sum";

    private static final String[] OF_HOURS = {
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
        REAL,
        "reward_count"
    };

    private static final List<String> OF_HOUR = List.of("hour", "agent_id");

    private static final List<String> OF_DURATION = List.of("hour", "agent_id", "ms");

    private static final List<String> OF_TOOL = List.of("tool_name");

    private static final String[] OF_TOOLS = {"calls", "errors", "duration_ms_sum", "duration_count"};

    private static final String HOURS = """
            SELECT t.start_time / 3600000 AS hour, COALESCE(t.agent_id, '') AS agent_id, COUNT(*) AS traces,
              COUNT(*) FILTER (WHERE status = 'ended') AS ended, COUNT(*) FILTER (WHERE status = 'abandoned') AS abandoned,
              COUNT(*) FILTER (WHERE success AND COALESCE(origin, 'user') = 'user') AS successes,
              COUNT(*) FILTER (WHERE NOT success AND COALESCE(origin, 'user') = 'user') AS failures,
              COALESCE(SUM(latency_ms) FILTER (WHERE status = 'ended'), 0) AS latency_ms_sum,
              COUNT(latency_ms) FILTER (WHERE status = 'ended') AS latency_count,
              COALESCE(SUM(tokens_used), 0) AS tokens_used, SUM(tool_count) AS tool_calls,
              COALESCE(SUM(c.tool_errors), 0) AS tool_errors, COALESCE(SUM(r.rewards), 0) AS rewards,
              COALESCE(SUM(r.reward_sum), 0) AS reward_sum, COALESCE(SUM(r.reward_count), 0) AS reward_count
            FROM traces t
              LEFT JOIN (SELECT trace_id, COUNT(error) AS tool_errors FROM tool_calls GROUP BY trace_id) c
                ON c.trace_id = t.trace_id
              LEFT JOIN (SELECT trace_id, COUNT(*) AS rewards, SUM(reward) AS reward_sum, COUNT(reward) AS reward_count
                FROM rewards GROUP BY trace_id) r ON r.trace_id = t.trace_id
            GROUP BY 1, 2
            """;

    /** Rounded as {@code Durations} does. */
    private static final String DURATIONS = """
            SELECT hour, agent_id, CASE WHEN took < 10 THEN took ELSE (CASE
                WHEN two < 12 THEN 10 WHEN two < 15 THEN 12 WHEN two < 20 THEN 15 WHEN two < 25 THEN 20 WHEN two < 30 THEN 25
                WHEN two < 40 THEN 30 WHEN two < 50 THEN 40 WHEN two < 60 THEN 50 WHEN two < 80 THEN 60 ELSE 80
              END || repeat('0', length(took::text) - 2))::bigint END AS ms, COUNT(*) AS traces
            FROM (SELECT hour, agent_id, took, substr(took::text, 1, 2)::bigint AS two
              FROM (SELECT start_time / 3600000 AS hour, COALESCE(agent_id, '') AS agent_id,
                  GREATEST(end_time - start_time, 0) AS took
                FROM traces WHERE status = 'ended' AND end_time IS NOT NULL) ended) rounded
            GROUP BY 1, 2, 3
            """;

    /** A tool beyond the first thousand is counted under the empty name. */
    private static final String TOOLS = """
            SELECT CASE WHEN NAMED THEN tool_name ELSE '' END AS tool_name, SUM(calls) AS calls, SUM(errors) AS errors,
              SUM(ms) AS duration_ms_sum, SUM(timed) AS duration_count
            FROM (SELECT tool_name, COUNT(*) AS calls, COUNT(error) AS errors, COALESCE(SUM(duration_ms), 0) AS ms,
                COUNT(duration_ms) AS timed, row_number() OVER (ORDER BY COUNT(*) DESC, tool_name COLLATE "C") AS place
              FROM tool_calls GROUP BY tool_name) of_calls
            GROUP BY 1
            """;

    private static final String NAMED = "tool_name IN (SELECT tool_name FROM tool_figures)";
    private static final String FREQUENT = "place <= 999";

    private static final String SESSIONS = "SELECT COUNT(DISTINCT session_key) FROM traces";

    private static final String BYTES = "SELECT (SELECT COALESCE(SUM(" + StoredBytes.OF_TRACE + "), 0) FROM traces t)"
            + " + (SELECT COALESCE(SUM(" + StoredBytes.OF_CALL + "), 0) FROM tool_calls)"
            + " + (SELECT COALESCE(SUM(" + StoredBytes.OF_REWARD + "), 0) FROM rewards)";

    private static final String WITHOUT_TRACE = """
            FROM (SELECT trace_id, timestamp FROM tool_calls UNION ALL SELECT trace_id, timestamp FROM rewards) e
            WHERE NOT EXISTS (SELECT 1 FROM traces t WHERE t.trace_id = e.trace_id)
            """;

    /** A trace that says no more than its calls and rewards do. */
    private static final String MAKE_TRACES = """
            INSERT INTO traces (trace_id, session_key, status, start_time, end_time, received_at, last_event_at,
              last_timestamp)
            SELECT trace_id, 'anon-' || trace_id, 'abandoned', MIN(timestamp), MAX(timestamp),
              CAST(extract(epoch FROM now()) * 1000 AS BIGINT), CAST(extract(epoch FROM now()) * 1000 AS BIGINT),
              MAX(timestamp)
            """ + WITHOUT_TRACE + " GROUP BY trace_id";

    private static final String COUNTED = "(SELECT COUNT(*) FROM tool_calls c WHERE c.trace_id = t.trace_id)";

    private static final String COUNT_CALLS =
            "UPDATE traces t SET tool_count = " + COUNTED + " WHERE tool_count <> " + COUNTED;

    private StoredSums() {}

    /** What is wrong with the rows themselves, a sentence each. */
    static List<String> ofRows(Connection connection) throws SQLException {
        List<String> findings = new ArrayList<>();
        long lost = number(connection, "SELECT COUNT(*) " + WITHOUT_TRACE);
        if (lost > 0) {
            findings.add(lost + " tool calls and rewards belong to missing traces");
        }
        long counts = number(connection, "SELECT COUNT(*) FROM traces t WHERE tool_count <> " + COUNTED);
        if (counts > 0) {
            findings.add(counts + " traces count a wrong number of tool calls");
        }
        return findings;
    }

    /** What is wrong with the sums, a sentence each. */
    static List<String> findings(Connection connection) throws SQLException {
        List<String> findings = new ArrayList<>();
        List<String> hours = different(connection, "hourly_figures", OF_HOUR, HOURS, OF_HOURS);
        if (!hours.isEmpty()) {
            findings.add("hours whose sums do not match their traces: " + hours.size() + "; the first begins at "
                    + Instant.ofEpochMilli(SeriesStep.HOUR.start(Long.parseLong(hours.get(0)))));
        }
        List<String> durations = different(connection, "hourly_durations", OF_DURATION, DURATIONS, "traces");
        if (!durations.isEmpty()) {
            findings.add("counts of durations that do not match their traces: " + durations.size()
                    + "; the first is of the hour that begins at "
                    + Instant.ofEpochMilli(SeriesStep.HOUR.start(Long.parseLong(durations.get(0)))));
        }
        List<String> tools = different(connection, "tool_figures", OF_TOOL, TOOLS.replace("NAMED", NAMED), OF_TOOLS);
        if (!tools.isEmpty()) {
            findings.add("tools whose sums do not match their calls: " + tools.size() + "; the first is \""
                    + tools.get(0) + "\"");
        }
        if (number(connection, SESSIONS) != counter(connection, "sessions")) {
            findings.add("the number of sessions does not match the traces");
        }
        if (number(connection, BYTES) != counter(connection, "bytes")) {
            findings.add("the number of stored bytes does not match the rows");
        }
        return findings;
    }

    /** Mends the rows; the caller commits. */
    static void mendRows(WritingConnection connection) throws SQLException {
        connection.update(MAKE_TRACES);
        connection.update(COUNT_CALLS);
    }

    /**
     * Makes the sums anew; the caller commits. Bridges may go on meanwhile: each adds to the sums in the transaction that stores
     * the rows, so whoever waits for this lock has rows that are not counted here.
     */
    static void rebuild(WritingConnection connection, String instance) throws SQLException {
        connection.update(
                "LOCK TABLE hourly_figures, hourly_durations, tool_figures, counters IN SHARE ROW EXCLUSIVE MODE");
        for (String table : List.of("hourly_figures", "hourly_durations", "tool_figures", "counters")) {
            connection.update("DELETE FROM " + table);
        }
        insert(connection, instance, "hourly_figures", OF_HOUR, HOURS, OF_HOURS);
        insert(connection, instance, "hourly_durations", OF_DURATION, DURATIONS, "traces");
        insert(connection, instance, "tool_figures", OF_TOOL, TOOLS.replace("NAMED", FREQUENT), OF_TOOLS);
        String count = "INSERT INTO counters (name, instance, value) SELECT ?, ?, (";
        connection.update(count + SESSIONS + ")", "sessions", instance);
        connection.update(count + BYTES + ")", "bytes", instance);
    }

    private static void insert(
            WritingConnection connection, String instance, String table, List<String> key, String rows, String... sums)
            throws SQLException {
        String columns = String.join(", ", key) + ", " + String.join(", ", sums);
        connection.update(
                "INSERT INTO " + table + " (instance, " + columns + ") SELECT ?, " + columns + " FROM (" + rows + ") r",
                instance);
    }

    /** The first part of the keys whose sums differ; one that is on one side only counts as zeros on the other. */
    private static List<String> different(
            Connection connection, String table, List<String> key, String rows, String... sums) throws SQLException {
        String parts = String.join(", ", key);
        String stored = Arrays.stream(sums)
                .map(sum -> "SUM(" + sum + ") AS " + sum)
                .collect(Collectors.joining(", ", "SELECT " + parts + ", ", " FROM " + table + " GROUP BY " + parts));
        String unequal = Arrays.stream(sums).map(StoredSums::unequal).collect(Collectors.joining(" OR "));
        String sql = Stream.of(
                        "SELECT " + key.get(0),
                        "FROM (" + stored + ") s FULL JOIN (" + rows + ") r USING (" + parts + ")",
                        "WHERE " + unequal + " ORDER BY 1")
                .collect(Collectors.joining(" "));
        List<String> keys = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                keys.add(row.getString(1));
            }
        }
        return keys;
    }

    /** Sums of reals differ in their last digits by the order they were added in. */
    private static String unequal(String sum) {
        String stored = "COALESCE(s." + sum + ", 0)";
        String real = "COALESCE(r." + sum + ", 0)";
        return sum.equals(REAL)
                ? "ABS(" + stored + " - " + real + ") > 1e-6 * GREATEST(1, ABS(" + real + "))"
                : stored + " <> " + real;
    }

    private static long counter(Connection connection, String name) throws SQLException {
        return number(connection, "SELECT COALESCE(SUM(value), 0) FROM counters WHERE name = '" + name + "'");
    }

    static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
