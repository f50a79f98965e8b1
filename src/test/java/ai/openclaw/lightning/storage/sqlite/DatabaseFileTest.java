package ai.openclaw.lightning.storage.sqlite;

import static ai.openclaw.lightning.storage.Given.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.TraceDetail.CallsCursor;
import ai.openclaw.lightning.model.TraceDetail.RewardsCursor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which files the store opens and makes, and who may read them. */
final class DatabaseFileTest extends UnopenedDatabase {

    @Test
    void open_newFile_isPrivateToItsOwner() throws IOException {
        store.open();
        trace("t1").in(store);

        assertThat(Files.getPosixFilePermissions(database.getParent()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        for (String name : new String[] {"traces.db", "traces.db-wal", "traces.db-shm"}) {
            assertThat(Files.getPosixFilePermissions(database.resolveSibling(name)))
                    .as(name)
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void open_fileOthersCouldRead_isMadePrivate() throws Exception {
        Files.createDirectories(database.getParent());
        OlderBridge.make(database);
        Files.setPosixFilePermissions(database, PosixFilePermissions.fromString("rw-r--r--"));
        store.open();
        trace("t1").in(store);

        for (String name : new String[] {"traces.db", "traces.db-wal", "traces.db-shm"}) {
            assertThat(Files.getPosixFilePermissions(database.resolveSibling(name)))
                    .as(name)
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void close_afterWrites_leavesOnlyTheDatabase() throws IOException {
        store.open();
        trace("t1").in(store);
        store.reader().trace("t1", CallsCursor.START, RewardsCursor.START).await();
        store.close();

        assertThat(database.getParent().toFile().list()).containsExactlyInAnyOrder("traces.db", "traces.db.left");
    }

    @Test
    void open_newFile_canShrink() throws SQLException {
        store.open();
        store.close();

        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT * FROM pragma_auto_vacuum(), pragma_journal_mode(), pragma_user_version()")) {
            assertThat(row.getInt(1)).isEqualTo(2);
            assertThat(row.getString(2)).isEqualTo("wal");
            assertThat(row.getInt(3)).isEqualTo(5);
        }
    }

    @Test
    void open_logOfAKilledProcess_isTakenUp() throws Exception {
        store.open();
        trace("t1").in(store);
        Path copy = Files.createDirectory(folder.resolve("copy")).resolve("traces.db");
        Files.copy(database, copy);
        Files.copy(database.resolveSibling("traces.db-wal"), copy.resolveSibling("traces.db-wal"));
        SqliteStore second = new SqliteStore(vertx, new SqliteSettings(copy, false, 5_000));
        second.open();

        assertThat(second.reader()
                        .trace("t1", CallsCursor.START, RewardsCursor.START)
                        .await())
                .isPresent();
        second.close();
    }

    @Test
    void open_fileThatIsNoDatabase_isMovedAsideWhole() throws Exception {
        Files.createDirectories(database.getParent());
        Files.writeString(database, "dear diary, ".repeat(100));
        store.open();

        try (Stream<Path> files = Files.list(database.getParent())) {
            Path aside = files.filter(file -> file.getFileName().toString().startsWith("traces.db.damaged-"))
                    .findFirst()
                    .orElseThrow();
            assertThat(aside).hasContent("dear diary, ".repeat(100));
        }
    }

    @Test
    void open_folderThatCantBeMade_saysSo() throws Exception {
        Files.writeString(folder.resolve("home"), "a file");

        assertThatThrownBy(() -> store.open())
                .isInstanceOf(BridgeException.class)
                .hasMessageContaining(database.toString());
    }

    @Test
    void open_pathWithOddCharacters_works() throws Exception {
        Path odd = folder.resolve("a b%20c ü ?#").resolve("traces.db");
        SqliteStore other = new SqliteStore(vertx, new SqliteSettings(odd, false, 5_000));
        other.open();
        trace("t1").in(other);
        other.close();
        other.open();

        assertThat(other.reader()
                        .trace("t1", CallsCursor.START, RewardsCursor.START)
                        .await())
                .isPresent();
        other.close();
    }
}
