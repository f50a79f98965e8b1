package ai.openclaw.lightning.storage.sqlite.copy;

import ai.openclaw.lightning.storage.StoreCommands.Count;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What retention would delete. */
final class Expired {

    private static final String COUNT = """
            SELECT COUNT(*), COALESCE(SUM(tool_count), 0)
            FROM traces INDEXED BY traces_received WHERE received_at < ? AND status <> 'open'
            """;

    private static final String NEWEST = "SELECT COALESCE(MAX(received_at), 0) FROM traces INDEXED BY traces_received";

    private Expired() {}

    /** When the newest trace was received; 0 without one. Blocking. */
    static long newest(Path database) throws SQLException {
        try (Connection connection = SourceDatabase.open(database);
                PreparedStatement statement = connection.prepareStatement(NEWEST);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Closed traces that were received before that time (epoch milliseconds, the bridge's clock). Blocking. */
    static Count count(Path database, long receivedBefore) throws SQLException {
        try (Connection connection = SourceDatabase.open(database);
                PreparedStatement statement = connection.prepareStatement(COUNT)) {
            statement.setLong(1, receivedBefore);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Count(row.getLong(1), row.getLong(2));
            }
        }
    }
}
