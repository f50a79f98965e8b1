package ai.openclaw.lightning.storage.sqlite;

import static ai.openclaw.lightning.storage.Given.trace;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.TraceDetail.CallsCursor;
import ai.openclaw.lightning.model.TraceDetail.RewardsCursor;
import ai.openclaw.lightning.storage.sqlite.file.Migrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** Which files the store opens, makes and leaves. */
final class DatabaseFileTest extends UnopenedDatabase {

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
            assertThat(row.getInt(3)).isEqualTo(Migrations.LATEST);
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
}
