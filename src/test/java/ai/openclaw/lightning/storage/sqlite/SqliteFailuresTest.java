package ai.openclaw.lightning.storage.sqlite;

import static ai.openclaw.lightning.storage.Given.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.model.BridgeException.Kind;
import ai.openclaw.lightning.model.TraceDetail;
import ai.openclaw.lightning.model.TraceDetail.CallsCursor;
import ai.openclaw.lightning.model.TraceDetail.RewardsCursor;
import ai.openclaw.lightning.storage.Transactions;
import io.vertx.core.Future;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What goes wrong with a real file fails by its kind, loses nothing stored earlier, and works again afterwards. */
final class SqliteFailuresTest extends OpenDatabase {

    @Test
    void write_databaseDeleted_isGoneAndAFreshFileTakesOver() throws Exception {
        for (String name : new String[] {"traces.db", "traces.db-wal", "traces.db-shm"}) {
            Files.delete(folder.resolve(name));
        }
        assertFails(Kind.STORAGE_GONE, () -> trace("during").in(store));

        store.close();
        store.open();
        trace("after").in(store);
        assertThat(stored("after")).isTrue();
        assertThat(stored("before")).isFalse();
    }

    @Test
    void write_databaseDeletedWithoutItsLog_isGoneAndAFreshFileTakesOver() throws Exception {
        Files.delete(database);
        assertFails(Kind.STORAGE_GONE, () -> trace("during").in(store));

        store.close();
        store.open();
        trace("after").in(store);
        assertThat(stored("after")).isTrue();
        assertThat(stored("before")).isFalse();
    }

    @Test
    void write_onlyTheLogDeleted_isGoneAndReopeningLosesNothing() throws Exception {
        Files.delete(folder.resolve("traces.db-wal"));
        assertFails(Kind.STORAGE_GONE, () -> trace("during").in(store));

        store.close();
        store.open();
        assertThat(stored("before")).isTrue();
        trace("after").in(store);
        assertThat(stored("after")).isTrue();
    }

    @Test
    void write_databaseReplaced_isGoneAndTheOtherFileTakesOver() throws Exception {
        Path other = folder.resolve("other.db");
        SqliteStore maker = new SqliteStore(vertx, new SqliteSettings(other, false, 200));
        maker.open();
        trace("of the other").in(maker);
        maker.close();
        Files.move(other, database, StandardCopyOption.REPLACE_EXISTING);
        Files.delete(folder.resolve("traces.db-wal"));
        assertFails(Kind.STORAGE_GONE, () -> trace("during").in(store));

        store.close();
        store.open();
        assertThat(stored("of the other")).isTrue();
    }

    @Test
    void probe_databaseDeleted_isGone() throws Exception {
        Files.delete(database);

        assertFails(Kind.STORAGE_GONE, () -> store.writer().probe());
    }

    @Test
    void failure_noRoomForTheLogsIndex_isAFullDisk() {
        SQLException full = new SQLiteException("no room", SQLiteErrorCode.SQLITE_IOERR_SHMSIZE);

        assertThat(SqliteErrors.of(full).kind()).isEqualTo(Kind.DISK_FULL);
    }

    @Test
    void write_afterAFailedOne_commitsWholeTransactions() throws SQLException {
        IllegalStateException failure = new IllegalStateException("no");
        assertThatThrownBy(() -> Transactions.write(store, trace("failed").rows(), inserted -> {
                    throw failure;
                }))
                .isSameAs(failure);
        trace("after").call("c", "a", 1).in(store);

        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = other.createStatement();
                var row = statement.executeQuery("SELECT COUNT(*) FROM traces WHERE trace_id IN ('after', 'failed')")) {
            assertThat(row.getInt(1)).isEqualTo(1); // another process sees it: no transaction was left open
        }
        assertFails(Kind.INTERNAL, () -> trace("after").in(store)); // the same trace as new
        trace("last").in(store);
        assertThat(stored("last")).isTrue();
    }

    @Test
    void read_farTooManyAtOnce_failAsBusy() {
        List<Future<Optional<TraceDetail>>> reads = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            reads.add(store.reader().trace("before", CallsCursor.START, RewardsCursor.START));
        }
        Future.join(reads).otherwiseEmpty().await();

        assertThat(reads).anyMatch(Future::succeeded).anyMatch(Future::failed);
        reads.stream().filter(Future::failed).forEach(read -> assertFails(Kind.BUSY, () -> read.await()));
    }

    @Test
    void write_closedStore_isGone() {
        store.close();

        assertFails(Kind.STORAGE_GONE, () -> trace("t").in(store));
        assertFails(
                Kind.STORAGE_GONE,
                () -> store.reader()
                        .trace("t", CallsCursor.START, RewardsCursor.START)
                        .await());
    }
}
