package ai.openclaw.lightning.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.storage.sqlite.copy.Copies;
import ai.openclaw.lightning.storage.sqlite.file.DatabaseUrl;
import ai.openclaw.lightning.storage.sqlite.file.Integrity;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database is where it should be, and nowhere else, whatever the folder's name means to SQLite or its driver. */
final class OddPathsTest {

    @TempDir
    private Path folder;

    private static void openAndClose(Path database) throws Exception {
        Vertx vertx = Vertx.vertx();
        SqliteStore store = new SqliteStore(vertx, new SqliteSettings(database, false, 5_000));
        store.open();
        store.learning().beforeNewest(1).await(); // one of the connections that only read
        store.close();
        vertx.close().await();
    }

    private static void insertTrace(Path database) throws SQLException {
        try (var connection = DriverManager.getConnection(DatabaseUrl.of(database));
                var statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO traces (trace_id, session_key, status, received_at, last_event_at)"
                    + " VALUES ('t', 's', 'ended', 1, 1)");
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "what? now",
                "what?mode=memory",
                "a#b",
                "50%",
                "%3F",
                "a&b=c;d",
                "it's \"quoted\"",
                "Jörg",
                "日本",
                "a+b c",
                "file:x",
                "[a]{b}|^`"
            })
    void database_inAFolderOfThatName_isThereAndCanBeCopiedCheckedAndSalvaged(String name) throws Exception {
        Path home = Files.createDirectory(folder.resolve(name));
        Path database = home.resolve("traces.db");
        Path backup = home.resolve("backup?.db");

        openAndClose(database);
        insertTrace(database);
        Copies.backup(database, backup, (done, total) -> {});
        assertThat(Integrity.check(backup)).isEmpty();
        assertThat(Copies.receivedBefore(backup, 2).traces()).isEqualTo(1);
        Copies.restore(backup, database, "replaced", (done, total) -> {});
        assertThat(Copies.receivedBefore(database, 2).traces()).isEqualTo(1);
        byte[] damaged = Files.readAllBytes(database);
        damaged[0] = 0;
        Files.write(database, damaged);
        openAndClose(database);

        assertThat(names(folder)).containsExactly(name);
        assertThat(names(home))
                .allMatch(file -> file.startsWith("traces.db") || file.equals("backup?.db"))
                .anyMatch(file -> file.startsWith("traces.db.damaged"));
    }
}
