package ai.openclaw.lightning.storage.sqlite.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.sqlite.SQLiteConfig;

/** Whether a database file can be used as it is; changes nothing in it. */
public final class Integrity {

    private static final int BUSY_MS = 5_000;

    private Integrity() {}

    /** What is wrong, in one sentence; empty when nothing is. */
    public static Optional<String> problem(Path database) {
        try {
            if (Files.size(database) == 0) {
                return Optional.empty(); // a home that was prepared, and not used yet
            }
            if (!new DatabaseFile(database).hasHeader()) {
                return Optional.of(database + " is not a database");
            }
        } catch (IOException e) {
            return Optional.of(database + " can't be read: " + e.getMessage());
        }
        try {
            return check(database).map(found -> database + " is damaged: " + found);
        } catch (SQLException e) {
            return Optional.of(database + " can't be read: " + oneLine(e.getMessage()));
        } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
            return Optional.of("SQLite's native library can't be loaded: " + oneLine(e.getMessage()));
        }
    }

    /** What SQLite's own check finds first; empty when it finds nothing. Reads all of the file. */
    public static Optional<String> check(Path database) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(BUSY_MS);
        try (Connection connection = DriverManager.getConnection(DatabaseUrl.of(database), config.toProperties());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA quick_check(1)")) {
            String found = row.next() ? row.getString(1) : "the check found no words";
            return found.equals("ok") ? Optional.empty() : Optional.of(oneLine(found.strip()));
        }
    }

    private static String oneLine(String text) {
        return String.valueOf(text).replaceAll("\\s+", " ");
    }
}
