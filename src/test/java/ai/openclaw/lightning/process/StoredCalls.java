package ai.openclaw.lightning.process;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/** What is in a database that no bridge has open, read with plain SQL. */
record StoredCalls(String integrity, Set<String> calls) {

    static StoredCalls of(Path database) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            String integrity;
            try (ResultSet rows = statement.executeQuery("PRAGMA integrity_check")) {
                rows.next();
                integrity = rows.getString(1);
            }
            boolean isEmpty; // the power went before the first start was done
            try (ResultSet rows = statement.executeQuery("SELECT 1 FROM sqlite_schema WHERE name = 'tool_calls'")) {
                isEmpty = !rows.next();
            }
            if (isEmpty) {
                return new StoredCalls(integrity, Set.of());
            }
            Set<String> calls = new HashSet<>();
            try (ResultSet rows = statement.executeQuery("SELECT trace_id || '/' || call_id FROM tool_calls")) {
                while (rows.next()) {
                    calls.add(rows.getString(1));
                }
            }
            return new StoredCalls(integrity, calls);
        }
    }
}
