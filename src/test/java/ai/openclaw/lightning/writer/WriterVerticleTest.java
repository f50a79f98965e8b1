package ai.openclaw.lightning.writer;

import static ai.openclaw.lightning.writer.Batches.call;
import static ai.openclaw.lightning.writer.Batches.end;
import static ai.openclaw.lightning.writer.Batches.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.bus.Bus;
import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import ai.openclaw.lightning.model.TraceDetail.CallsCursor;
import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.model.TraceStatus;
import ai.openclaw.lightning.model.WriteReply;
import ai.openclaw.lightning.model.WriteRequest;
import ai.openclaw.lightning.model.WriterStatus;
import ai.openclaw.lightning.storage.memory.MemoryStore;
import ai.openclaw.lightning.storage.sqlite.SqliteSettings;
import ai.openclaw.lightning.storage.sqlite.SqliteStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The writer on a real database; another process that holds its lock makes commits wait where a test needs that. */
final class WriterVerticleTest {

    private static final long HOUR_MS = 3_600_000;

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx, Duration.ofSeconds(20));
    private final AtomicLong clock = new AtomicLong(Batches.NOW);
    private final AtomicLong ids = new AtomicLong();

    private volatile boolean defect;

    @TempDir
    private Path folder;

    private SqliteStore store;
    private WriterVerticle writer;
    private String deployment;

    @BeforeEach
    void open() {
        store = new SqliteStore(vertx, new SqliteSettings(folder.resolve("traces.db"), false, 2_000));
        store.open();
    }

    @AfterEach
    void close() {
        WriterStatus.Counters counters = bus.status().await().counters();
        assertThat(counters.accepted())
                .isEqualTo(counters.stored()
                        + counters.duplicates()
                        + counters.failed()
                        + bus.status().await().queue().events());
        vertx.undeploy(deployment).await();
        store.close();
        vertx.close().await();
    }

    private void deploy(WriterSettings settings) {
        writer = new WriterVerticle(bus, store.writer(), settings, clock::get, this::newTraceId);
        deployment = vertx.deployVerticle(writer).await();
    }

    private void deploy() {
        deploy(new WriterSettings(1_000, 1 << 20, 100, HOUR_MS, 0, 0));
    }

    private String newTraceId() {
        if (defect) {
            throw new IllegalStateException("a defect");
        }
        return "made" + ids.incrementAndGet();
    }

    private Future<WriteReply> write(TraceEvent... events) {
        return bus.write(List.of(WriteRequest.of(List.of(events)))).compose(replies -> {
            WriteReply reply = replies.get(0);
            return reply.failure() == null ? Future.succeededFuture(reply) : Future.failedFuture(reply.failure());
        });
    }

    private static void assertFails(Kind kind, Future<?> future) {
        assertThatThrownBy(() -> future.await())
                .isInstanceOfSatisfying(
                        BridgeException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(kind));
    }

    /** Asks until it is so; each question is a turn of the writer's event loop. */
    private WriterStatus until(Predicate<WriterStatus> condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        WriterStatus status = bus.status().await();
        while (!condition.test(status) && System.nanoTime() < deadline) {
            status = bus.status().await();
        }
        assertThat(status).matches(condition);
        return status;
    }

    /** The queue is empty and one event is not answered: its transaction waits for the lock. */
    private void untilOneCommits() {
        until(status -> status.queue().events() == 1 && status.queue().bytes() == 0);
    }

    private final class Lock {
        private final Connection connection;
        private final Statement statement;

        Lock() throws SQLException {
            connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("traces.db"));
            statement = connection.createStatement();
            statement.execute("BEGIN IMMEDIATE");
        }

        void close() throws SQLException {
            statement.execute("ROLLBACK");
            connection.close();
        }
    }

    @Test
    void turn_commitHangs_comesAfterItAndSaysWhetherItWorked() throws SQLException {
        deploy();
        assertThat(bus.turn(Duration.ofSeconds(30)).await()).isTrue();

        Lock lock = new Lock();
        Future<WriteReply> stuck = write(call("stuck", null, 1, "c"));
        untilOneCommits();
        boolean works = bus.turn(Duration.ofSeconds(30)).await();
        assertFails(Kind.BUSY, stuck);
        assertThat(works).isFalse();

        lock.close();
        write(call("next", null, 1, "c")).await();
        assertThat(bus.turn(Duration.ofSeconds(30)).await()).isTrue();
    }

    @Test
    void write_arrivingDuringACommit_isOneNextTransaction() throws SQLException {
        deploy();
        List<Future<WriteReply>> answers = new ArrayList<>();
        Lock lock = new Lock();
        answers.add(write(call("first", null, 1, "c")));
        untilOneCommits();
        for (int i = 0; i < 50; i++) {
            answers.add(write(call("t" + i, null, 1, "c")));
        }
        assertThat(bus.status().await().queue().events()).isEqualTo(51);
        lock.close();
        answers.forEach(answer -> answer.await());

        WriterStatus.Counters counters = bus.status().await().counters();
        assertThat(counters.stored()).isEqualTo(51);
        assertThat(counters.batches()).isEqualTo(2);
    }

    @Test
    void write_answered_isCommittedForOthersToSee() throws SQLException {
        deploy();
        write(call("t", null, 1, "c")).await();

        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("traces.db"));
                Statement statement = other.createStatement();
                var row = statement.executeQuery("SELECT tool_count FROM traces WHERE trace_id = 't'")) {
            assertThat(row.getInt(1)).isEqualTo(1);
        }
        assertThat(bus.status().await().totals().figures().toolCalls()).isEqualTo(1);
    }

    @Test
    void write_queueFull_isBusyAndCounted() throws SQLException {
        deploy(new WriterSettings(5, 1 << 20, 100, HOUR_MS, 0, 0));
        List<Future<WriteReply>> answers = new ArrayList<>();
        Lock lock = new Lock();
        answers.add(write(call("first", null, 1, "c")));
        untilOneCommits();
        for (int i = 0; i < 5; i++) {
            answers.add(write(call("t" + i, null, 1, "c")));
        }
        assertFails(Kind.BUSY, write(call("over", null, 1, "c1"), call("over", null, 1, "c2")));
        lock.close();
        answers.forEach(answer -> answer.await());

        assertThat(bus.status().await().counters().rejected()).isEqualTo(2);
        assertThat(store.reader().trace("over", CallsCursor.START).await()).isEmpty();
    }

    @Test
    void write_defectInOneRequest_failsThatOneAlone() throws SQLException {
        deploy();
        defect = true;
        List<Future<WriteReply>> good = new ArrayList<>();
        Future<WriteReply> bad;
        Lock lock = new Lock();
        good.add(write(call("first", null, 1, "c")));
        untilOneCommits();
        good.add(write(call("before", null, 1, "c")));
        bad = write(start(null, null, 1)); // needs a new trace id
        good.add(write(call("after", null, 1, "c")));
        lock.close();
        assertThatThrownBy(() -> bad.await()).isInstanceOf(BridgeException.class);
        good.forEach(answer -> answer.await());

        WriterStatus status = bus.status().await();
        assertThat(status.problem()).isNull();
        assertThat(status.counters().failed()).isEqualTo(1);
        assertThat(status.counters().stored()).isEqualTo(3);
    }

    @Test
    void write_lockHeldTooLong_isBusyUntilTheProbeFindsItGone() throws SQLException {
        deploy();
        Lock lock = new Lock();
        assertFails(Kind.BUSY, write(call("t", null, 1, "c")));
        assertThat(bus.status().await().problem()).contains("another process");
        assertThat(bus.status().await().counters().failed()).isEqualTo(1);
        lock.close();
        writer.probeIfUnwell();

        until(status -> status.problem() == null);
        write(call("t", null, 1, "c")).await();
    }

    @Test
    void write_lockHeldWhileProbesAreDueAllTheTime_isAnsweredNevertheless() throws SQLException {
        deploy();
        Lock lock = new Lock();
        assertFails(Kind.BUSY, write(call("first", null, 1, "c")));
        Future<WriteReply> second = write(call("second", null, 1, "c"));
        long deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        while (!second.isComplete() && System.nanoTime() < deadline) {
            writer.probeIfUnwell();
        }

        assertThat(second.isComplete()).isTrue();
        assertFails(Kind.BUSY, second);
        lock.close();
    }

    @Test
    void write_databaseDeleted_isGoneAndThenAFreshFileIsUsed() throws Exception {
        deploy();
        write(call("old", "s", 1, "c")).await();
        for (String name : new String[] {"traces.db", "traces.db-wal", "traces.db-shm"}) {
            Files.delete(folder.resolve(name));
        }
        assertFails(Kind.STORAGE_GONE, write(call("t", "s", 1, "c")));

        WriterStatus status = until(now -> now.problem() == null);
        assertThat(status.totals().figures().traces()).isZero();
        write(call("t", "s", 1, "c")).await();
        assertThat(store.reader().trace("old", CallsCursor.START).await()).isEmpty();
        assertThat(bus.status().await().totals().figures().traces()).isEqualTo(1);
    }

    @Test
    void write_databaseCantBeReopened_isGoneUntilItCan() throws Exception {
        deploy();
        Files.delete(folder.resolve("traces.db"));
        Files.createDirectory(folder.resolve("traces.db"));
        assertFails(Kind.STORAGE_GONE, write(call("t", null, 1, "c")));
        assertFails(Kind.STORAGE_GONE, write(call("t", null, 1, "c")));
        writer.probeIfUnwell();
        assertFails(Kind.STORAGE_GONE, write(call("t", null, 1, "c")));
        assertThat(bus.status().await().problem()).isNotNull();

        Files.delete(folder.resolve("traces.db"));
        writer.probeIfUnwell();
        until(status -> status.problem() == null);
        write(call("t", null, 1, "c")).await();
    }

    /** Whoever asks for the health must not wait for threads that read, or for anything else that may take long. */
    @Test
    void status_whileEveryWorkerIsBusy_comesAtOnce() throws Exception {
        deploy();
        CountDownLatch asked = new CountDownLatch(1);
        List<Future<Void>> busy = new ArrayList<>();
        for (int i = 0; i < VertxOptions.DEFAULT_WORKER_POOL_SIZE; i++) {
            busy.add(vertx.executeBlocking(
                    () -> {
                        asked.await();
                        return null;
                    },
                    false));
        }
        try {
            assertThat(bus.status().await(10, TimeUnit.SECONDS).problem()).isNull();
        } finally {
            asked.countDown();
        }
        busy.forEach(task -> task.await());
    }

    /** What other bridges store in a shared store is in nobody's sums but the store's. */
    @Test
    void upkeep_sharedStore_takesInWhatOthersStored() {
        MemoryStore shared = MemoryStore.openedForSeveral();
        WriterVerticle one = new WriterVerticle(
                bus,
                shared.writer(),
                new WriterSettings(1_000, 1 << 20, 100, HOUR_MS, 0, 0),
                clock::get,
                this::newTraceId);
        deployment = vertx.deployVerticle(one).await();
        write(call("t1", "s1", 1, "c")).await();
        new Batches(shared).write(call("t2", "s2", 1, "c"), call("t2", "s2", 2, "d"));
        one.upkeepDue();

        WriterStatus status = until(now -> now.totals().figures().traces() == 2);
        assertThat(status.totals().figures().toolCalls()).isEqualTo(3);
        assertThat(status.totals().activeSessions()).isEqualTo(2);
    }

    @Test
    void stop_withRequestsTaken_answersAllOfThem() throws SQLException {
        deploy();
        List<Future<WriteReply>> answers = new ArrayList<>();
        Future<Void> stopped;
        Lock lock = new Lock();
        for (int i = 0; i < 20; i++) {
            answers.add(write(call("t" + i, null, 1, "c")));
        }
        assertThat(bus.status().await().queue().events()).isEqualTo(20);
        stopped = vertx.undeploy(deployment);
        lock.close();
        stopped.await();

        assertThat(answers).allMatch(Future::succeeded);
        assertFails(Kind.STORAGE_GONE, write(call("late", null, 1, "c")));
        assertThat(store.reader().trace("t19", CallsCursor.START).await()).isPresent();
        deploy(); // for the check at the end
    }

    @Test
    void upkeep_idleTraces_areAbandoned() {
        deploy();
        write(start("idle", "s1", 1), start("ended", "s2", 1), end("ended", null, 2, true))
                .await();
        clock.addAndGet(HOUR_MS / 2);
        write(start("busy", "s3", 1)).await();
        clock.addAndGet(HOUR_MS / 2 + 1);
        writer.upkeepDue();

        WriterStatus status = until(now -> now.totals().figures().abandoned() == 1);
        assertThat(status.totals().activeSessions()).isEqualTo(1);
        assertThat(store.reader()
                        .trace("idle", CallsCursor.START)
                        .await()
                        .orElseThrow()
                        .trace()
                        .status())
                .isEqualTo(TraceStatus.ABANDONED);
    }

    @Test
    void upkeep_tooOldTraces_areDeletedAndLaterEventsOpenThemAnew() {
        deploy(new WriterSettings(1_000, 1 << 20, 100, HOUR_MS, 10 * HOUR_MS, 0));
        write(start("old", "s", 1), call("old", null, 2, "c"), end("old", null, 3, true))
                .await();
        clock.addAndGet(9 * HOUR_MS);
        write(start("young", "s", 4), end("young", null, 5, true)).await();
        clock.addAndGet(2 * HOUR_MS);
        writer.upkeepDue();

        WriterStatus status = until(now -> now.totals().figures().traces() == 1);
        assertThat(status.totals().figures().toolCalls()).isZero();
        assertThat(status.totals().tools()).isEmpty();
        assertThat(store.reader().trace("old", CallsCursor.START).await()).isEmpty();
        assertThat(write(call("old", null, 2, "c")).await().written().get(0).duplicate())
                .isFalse();
    }

    @Test
    void upkeep_databaseOverItsCap_losesTheOldestAndShrinks() throws Exception {
        deploy(new WriterSettings(1_000, 64 << 20, 100, HOUR_MS, 0, 3_000_000));
        for (int i = 0; i < 60; i++) {
            clock.incrementAndGet();
            write(large("t" + i), end("t" + i, null, 3, true)).await();
        }
        writer.upkeepDue();
        WriterStatus status = until(now -> now.totals().figures().traces() < 30 && fileBytes() < 3_200_000);

        long left = status.totals().figures().traces();
        assertThat(left).isGreaterThan(20); // not more than had to go: each takes about 100,000 bytes
        assertThat(store.reader().trace("t0", CallsCursor.START).await()).isEmpty();
        assertThat(store.reader().trace("t59", CallsCursor.START).await()).isPresent();
    }

    private long fileBytes() {
        return folder.resolve("traces.db").toFile().length();
    }

    private static TraceEvent large(String traceId) {
        return new TraceEvent.SessionStart(
                traceId, "s " + traceId, 1, "x".repeat(100_000), null, null, null, null, null, List.of());
    }

    @Test
    void upkeep_whileRequestsKeepComing_getsItsTurns() {
        deploy(new WriterSettings(1_000, 1 << 20, 100, HOUR_MS, 0, 0));
        write(start("idle", "s", 1)).await();
        clock.addAndGet(2 * HOUR_MS);
        writer.upkeepDue();
        for (int i = 0; i < 200; i++) {
            clock.addAndGet(5);
            write(call("busy", null, 1, "c" + i)).await();
        }
        assertThat(bus.status().await().totals().figures().abandoned()).isEqualTo(1);
    }
}
