import ai.openclaw.lightning.storage.sqlite.salvage.StoredSums;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/**
 * Makes a database of many traces from one of fewer: copies of all its traces, calls and rewards under other ids and session keys,
 * and the sums anew. The copies began in the hours of a year before, as in a bridge that has run so long. Arguments: the database,
 * and how many times its content shall be there. No bridge may have it open.
 */
public class Multiply {

    private static final int HOURS = 365 * 24;

    private static final Map<String, List<String>> TIMES = Map.of(
            "traces", List.of("start_time", "started_at", "end_time", "last_timestamp"),
            "tool_calls", List.of("timestamp"),
            "rewards", List.of("timestamp"));

    public static void main(String[] arguments) throws Exception {
        int times = Integer.parseInt(arguments[1]);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + arguments[0])) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA cache_size = -64000");
                connection.setAutoCommit(false);
                for (String table : List.of("traces", "tool_calls", "rewards")) {
                    copy(statement, table, times);
                }
            }
            connection.commit();
            connection.setAutoCommit(true);
            StoredSums.rebuild(connection);
        }
    }

    /** Each copy takes the part of the year before that of the last one. */
    private static void copy(Statement statement, String table, int times) throws SQLException {
        int part = HOURS / Math.max(1, times - 1);
        boolean hasId = !table.equals("traces");
        statement.execute("CREATE TEMP TABLE copied AS SELECT * FROM " + table);
        move(statement, table, "(" + digit(1) + " * 256 + " + digit(2) + " * 16 + " + digit(3) + ") % " + part);
        for (int copy = 1; copy < times; copy++) {
            // The last digits of an id become the copy's number: so many that no id has ended so before.
            statement.execute("UPDATE copied SET trace_id = substr(trace_id, 1, 20) || printf('%012x', " + copy + ")"
                    + (hasId ? ", id = NULL" : ", session_key = session_key || '-' || " + copy));
            statement.execute("INSERT INTO " + table + " SELECT * FROM copied");
            move(statement, table, Integer.toString(part));
        }
        statement.execute("DROP TABLE copied");
    }

    /** A digit of the id, which is the same for a trace, its calls and its rewards. */
    private static String digit(int place) {
        return "instr('123456789abcdef', substr(trace_id, " + place + ", 1))";
    }

    private static void move(Statement statement, String table, String hours) throws SQLException {
        for (String time : TIMES.get(table)) {
            statement.execute("UPDATE copied SET " + time + " = " + time + " - 3600000 * (" + hours + ")");
        }
    }
}
