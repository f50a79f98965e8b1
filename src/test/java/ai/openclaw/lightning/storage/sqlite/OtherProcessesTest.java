package ai.openclaw.lightning.storage.sqlite;

import static ai.openclaw.lightning.storage.Given.trace;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.BridgeException.Kind;
import io.vertx.core.Future;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** Other processes that hold the lock of the database beside the store. */
final class OtherProcessesTest extends OpenDatabase {

    @Test
    void write_lockHeldByAnother_isBusyAfterTheTimeoutAndThenWorks() throws SQLException {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            assertFails(Kind.BUSY, () -> trace("during").in(store));
            assertFails(Kind.BUSY, () -> store.writer().probe());
            assertThat(stored("before")).isTrue();
            statement.execute("ROLLBACK");
        }
        trace("after").in(store);
        assertThat(stored("during")).isFalse();
        assertThat(stored("after")).isTrue();
    }

    @Test
    void write_lockHeldByAnotherThatLeavesLast_staysInTheSameLog() throws Exception {
        store.close();
        store.open(); // no reader has connected yet
        Object log = Files.readAttributes(folder.resolve("traces.db-wal"), BasicFileAttributes.class)
                .fileKey();
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            assertFails(Kind.BUSY, () -> trace("during").in(store));
            statement.execute("ROLLBACK");
        }
        assertThat(folder.resolve("traces.db-wal"))
                .exists()
                .satisfies(path -> assertThat(Files.readAttributes(path, BasicFileAttributes.class)
                                .fileKey())
                        .isEqualTo(log));
        trace("after").in(store);
    }

    @Test
    void read_whileALongWriteWaits_isAnswered() throws SQLException {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            Future<?> waiting = vertx.executeBlocking(() -> {
                trace("waits").in(store);
                return null;
            });
            assertThat(stored("before")).isTrue();
            assertFails(Kind.BUSY, waiting::await);
            statement.execute("ROLLBACK");
        }
    }
}
