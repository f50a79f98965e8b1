package ai.openclaw.lightning.process;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a team's database has of one sender, read with plain SQL; no bridge has it open.
 *
 * @param ended its traces that are complete
 * @param calls of all its traces
 * @param rewards of all its traces
 */
record SharedRows(Set<String> ended, int calls, int rewards) {

    static SharedRows of(Path database, String sender) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database)) {
            return new SharedRows(
                    strings(connection, "SELECT trace_id FROM traces WHERE sender = ? AND status = 'ended'", sender),
                    count(connection, "tool_calls", sender),
                    count(connection, "rewards", sender));
        }
    }

    private static int count(Connection connection, String table, String sender) throws SQLException {
        String sql =
                "SELECT COUNT(*) FROM " + table + " WHERE trace_id IN (SELECT trace_id FROM traces WHERE sender = ?)";
        return Integer.parseInt(strings(connection, sql, sender).iterator().next());
    }

    private static Set<String> strings(Connection connection, String sql, String value) throws SQLException {
        Set<String> strings = new TreeSet<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, value);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    strings.add(rows.getString(1));
                }
            }
        }
        return strings;
    }
}
