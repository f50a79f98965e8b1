package ai.openclaw.lightning.storage.sqlite.file;

import ai.openclaw.lightning.model.BridgeException;
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
            new DatabaseFile(database).refuseForeignBytes();
        } catch (BridgeException e) {
            return Optional.of(e.getMessage());
        } catch (IOException e) {
            return Optional.of(database + " can't be read: " + e);
        }
        return checked(database);
    }

    private static Optional<String> checked(Path database) {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(BUSY_MS);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database, config.toProperties());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA quick_check(1)")) {
            String said = row.next() ? row.getString(1) : "no answer";
            return said.equals("ok") ? Optional.empty() : Optional.of(database + " is damaged: " + oneLine(said));
        } catch (SQLException e) {
            return Optional.of(database + " can't be read: " + oneLine(e.getMessage()));
        } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
            return Optional.of("SQLite's native library can't be loaded: " + oneLine(e.getMessage()));
        }
    }

    private static String oneLine(String text) {
        return String.valueOf(text).replaceAll("\\s+", " ");
    }
}
