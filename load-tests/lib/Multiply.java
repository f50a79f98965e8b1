import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;

/**
 * Makes a database of many traces from one of fewer: copies of all its traces, calls and rewards under other ids and session keys,
 * the sums included. Arguments: the database, and how many times its content shall be there. No bridge may have it open.
 */
public class Multiply {

    private static final List<String> SUMS = List.of(
            "UPDATE hourly_figures SET traces = traces * %1$d, ended = ended * %1$d, abandoned = abandoned * %1$d,"
                    + " successes = successes * %1$d, failures = failures * %1$d, latency_ms_sum = latency_ms_sum * %1$d,"
                    + " latency_count = latency_count * %1$d, tokens_used = tokens_used * %1$d, tool_calls = tool_calls * %1$d,"
                    + " tool_errors = tool_errors * %1$d, rewards = rewards * %1$d, reward_sum = reward_sum * %1$d,"
                    + " reward_count = reward_count * %1$d",
            "UPDATE tool_figures SET calls = calls * %1$d, errors = errors * %1$d, duration_ms_sum = duration_ms_sum * %1$d,"
                    + " duration_count = duration_count * %1$d",
            "UPDATE counters SET value = value * %1$d WHERE name = 'sessions'");

    public static void main(String[] arguments) throws Exception {
        int times = Integer.parseInt(arguments[1]);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + arguments[0]);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA cache_size = -64000");
            connection.setAutoCommit(false);
            for (String table : List.of("traces", "tool_calls", "rewards")) {
                statement.execute("CREATE TEMP TABLE copied AS SELECT * FROM " + table);
                boolean hasId = !table.equals("traces");
                for (int copy = 1; copy < times; copy++) {
                    // The last digits of an id become the copy's number: so many that no id has ended so before.
                    statement.execute("UPDATE copied SET trace_id = substr(trace_id, 1, 20) || printf('%012x', " + copy + ")"
                            + (hasId ? ", id = NULL" : ", session_key = session_key || '-' || " + copy));
                    statement.execute("INSERT INTO " + table + " SELECT * FROM copied");
                    connection.commit();
                }
                statement.execute("DROP TABLE copied");
            }
            for (String sums : SUMS) {
                statement.execute(sums.formatted(times));
            }
            connection.commit();
        }
    }
}
