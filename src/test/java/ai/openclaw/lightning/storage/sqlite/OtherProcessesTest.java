package ai.openclaw.lightning.storage.sqlite;

import static ai.openclaw.lightning.storage.Given.trace;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.BridgeException.Kind;
import ai.openclaw.lightning.storage.WorkingSet;
import ai.openclaw.lightning.storage.WriterStore;
import io.vertx.core.Future;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Other processes that hold the lock of the database, or write to it, beside the store. */
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
    void write_anotherWroteMeanwhile_works() throws SQLException {
        for (int i = 0; i < 5; i++) {
            try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + database);
                    Statement statement = other.createStatement()) {
                statement.execute("INSERT INTO counters VALUES ('other" + i + "', 1)");
            }
            trace("t" + i).call("c", "a", 1).in(store);
            store.writer().totals();
        }
        assertThat(stored("t4")).isTrue();
    }

    /** SQLite refuses at once to write in a transaction that has read before, when another process wrote in between. */
    @Test
    void write_anotherWroteAfterTheBatchLoaded_works() throws SQLException {
        try (WriterStore.Transaction transaction = store.writer().begin()) {
            transaction.load(new WorkingSet.Keys(Set.of("before"), Set.of()));
            try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + database);
                    Statement statement = other.createStatement()) {
                statement.execute("INSERT INTO counters VALUES ('other', 1)");
            }
            transaction.insert(trace("during").rows());
            transaction.store(trace("during").changes());
            transaction.commit();
        }
        assertThat(stored("during")).isTrue();
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
