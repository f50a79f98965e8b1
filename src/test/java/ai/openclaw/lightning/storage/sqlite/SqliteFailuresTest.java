package ai.openclaw.lightning.storage.sqlite;

import static ai.openclaw.lightning.storage.Given.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.Eventually;
import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import ai.openclaw.lightning.model.TraceDetail;
import ai.openclaw.lightning.model.TraceDetail.CallsCursor;
import ai.openclaw.lightning.model.TraceDetail.RewardsCursor;
import ai.openclaw.lightning.storage.Transactions;
import ai.openclaw.lightning.storage.WorkingSet;
import ai.openclaw.lightning.storage.WriterStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What goes wrong with a real file fails by its kind, loses nothing stored earlier, and works again afterwards. */
final class SqliteFailuresTest {

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    private Path folder;

    private Path database;
    private SqliteStore store;

    @BeforeEach
    void open() {
        database = folder.resolve("traces.db");
        store = new SqliteStore(vertx, new SqliteSettings(database, false, 200));
        store.open();
        trace("before").in(store);
    }

    @AfterEach
    void close() {
        store.close();
        vertx.close().await();
    }

    private static void assertFails(Kind kind, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        BridgeException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(kind));
    }

    private boolean stored(String traceId) {
        return store.reader()
                .trace(traceId, CallsCursor.START, RewardsCursor.START)
                .await()
                .isPresent();
    }

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
    void failure_noRoomForTheLogsIndex_isAFullDisk() {
        SQLException full = new SQLiteException("no room", SQLiteErrorCode.SQLITE_IOERR_SHMSIZE);

        assertThat(SqliteErrors.of(full).kind()).isEqualTo(Kind.DISK_FULL);
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

    @Test
    void write_logThatCantStartOver_isBoundedAndRecovers() throws SQLException {
        String large = "x".repeat(2_000_000);
        int stored = 0;
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN");
            statement.executeQuery("SELECT COUNT(*) FROM traces").close(); // a reader that does not end
            try {
                for (; stored < 100; stored++) {
                    trace("t" + stored).text(large, null, null).in(store);
                }
            } catch (BridgeException full) {
                assertThat(full.kind()).isEqualTo(Kind.BUSY);
            }
            assertThat(store.writer().info().walBytes()).isLessThan(Checkpoints.LOG_BYTES_MAX + 3_000_000);
            statement.execute("ROLLBACK");
        }
        assertThat(stored).isBetween(25, 99);
        assertThat(stored("t" + (stored - 1))).isTrue();
        trace("after").in(store);
        assertThat(stored("after")).isTrue();
        assertThat(store.writer().info().walBytes()).isLessThan(10_000_000);
    }

    @Test
    void write_muchWithoutReaders_keepsTheLogShort() {
        String large = "x".repeat(1_000_000);
        long longest = 0;
        for (int i = 0; i < 100; i++) {
            trace("t" + i).text(large, null, null).in(store);
            longest = Math.max(longest, store.writer().info().walBytes());
        }
        assertThat(longest).isLessThan(Checkpoints.LOG_BYTES_MAX);
    }

    @Test
    void logUse_logThatStartsOver_fallsWhileItsFileKeepsItsSize() throws Exception {
        Path log = folder.resolve("traces.db-wal");
        String large = "x".repeat(1_000_000);
        try (WalUsage use = new WalUsage(DriverManager.getConnection("jdbc:sqlite:" + database))) {
            long before = use.bytes();
            trace("first").text(large, null, null).in(store);
            assertThat(use.bytes()).isGreaterThan(before + large.length()).isEqualTo(Files.size(log));
            int i = 0;
            long held = use.bytes();
            while (use.bytes() >= held && i < 100) {
                held = use.bytes();
                trace("t" + i++).text(large, null, null).in(store);
            }
            assertThat(held).isGreaterThan(20_000_000);
            assertThat(use.bytes()).isLessThan(10_000_000);
            assertThat(Files.size(log)).isGreaterThan(20_000_000);
        }
    }

    @Test
    void shrink_afterDeletion_makesTheFileSmaller() throws Exception {
        for (int i = 0; i < 20; i++) {
            trace("t" + i).ended(true).text("x".repeat(500_000), null, null).in(store);
        }
        while (store.writer().shrink()) {}
        store.close();
        store.open();
        long before = Files.size(database);
        while (!store.writer().deleteOldest(Long.MAX_VALUE, 100, Long.MAX_VALUE).isNothing()) {}
        while (store.writer().shrink()) {}

        assertThat(before).isGreaterThan(10_000_000);
        Eventually.until(() -> Files.size(database) < 1_000_000);
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
