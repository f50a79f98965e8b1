package ai.openclaw.lightning.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.Eventually;
import ai.openclaw.lightning.model.BridgeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteErrorCode;

/** Files that the store refuses to open, and leaves as they are. */
final class RefusedFilesTest extends UnopenedDatabase {

    /** The pool of a store that was closed as soon as it was opened may hold the file for a moment longer. */
    private static void sql(Path file, String... statements) throws Exception {
        Eventually.until(() -> {
            try {
                execute(file, statements);
                return true;
            } catch (SQLException e) {
                if (e.getErrorCode() == SQLiteErrorCode.SQLITE_BUSY.code) {
                    return false;
                }
                throw e;
            }
        });
    }

    private static void execute(Path file, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Names, modes, times and content. */
    private static Map<String, String> snapshot(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.list(folder)) {
            for (Path path : paths.toList()) {
                files.put(
                        path.getFileName().toString(),
                        Files.getLastModifiedTime(path) + " " + Files.getPosixFilePermissions(path) + " "
                                + HexFormat.of().formatHex(Files.readAllBytes(path)));
            }
        }
        return files;
    }

    private void assertRefusedUntouched(String... words) throws IOException {
        Map<String, String> before = snapshot(database.getParent());

        assertThatThrownBy(() -> store.open())
                .isInstanceOf(BridgeException.class)
                .hasMessageContaining(database.toString())
                .satisfies(failure -> assertThat(failure.getMessage()).contains(words));
        assertThat(snapshot(database.getParent())).isEqualTo(before);
    }

    @Test
    void open_newerVersion_isRefusedUntouched() throws Exception {
        store.open();
        store.close();
        sql(database, "PRAGMA journal_mode = DELETE", "PRAGMA user_version = 99");

        assertRefusedUntouched("newer", "schema 99");
    }

    @Test
    void open_newerVersionStillInTheLog_isRefusedUntouched() throws Exception {
        store.open();
        store.close();
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere")).resolve("traces.db");
        Files.copy(database, elsewhere);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + elsewhere);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA user_version = 98");
            statement.execute("INSERT INTO probe VALUES (zeroblob(100000))");
            // As a killed process leaves them.
            Files.copy(elsewhere, database, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            Files.copy(elsewhere.resolveSibling("traces.db-wal"), database.resolveSibling("traces.db-wal"));
        }

        assertRefusedUntouched("newer", "schema 98");
    }

    @Test
    void open_databaseOfAnotherProgram_isRefusedUntouched() throws Exception {
        Files.createDirectories(database.getParent());
        sql(database, "CREATE TABLE notes (id INTEGER)", "INSERT INTO notes VALUES (1)");

        assertRefusedUntouched("another program");
    }

    @Test
    void open_anotherProgramsTableOfThatName_isRefusedUntouched() throws Exception {
        Files.createDirectories(database.getParent());
        sql(database, "CREATE TABLE traces (id INTEGER, trace_id TEXT)", "PRAGMA user_version = 2");

        assertRefusedUntouched("another program");
    }
}
