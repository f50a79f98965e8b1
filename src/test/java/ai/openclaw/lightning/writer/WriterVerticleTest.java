package ai.openclaw.lightning.writer;

import static ai.openclaw.lightning.writer.Batches.call;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.BridgeException.Kind;
import ai.openclaw.lightning.model.TraceDetail.CallsCursor;
import ai.openclaw.lightning.model.TraceDetail.RewardsCursor;
import ai.openclaw.lightning.model.WriteReply;
import ai.openclaw.lightning.model.WriterStatus;
import ai.openclaw.lightning.storage.memory.MemoryStore;
import io.vertx.core.Future;
import io.vertx.core.VertxOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a writer answers, and when. */
final class WriterVerticleTest extends WriterFixture {

    @Test
    void turn_commitHangs_comesAfterItAndSaysWhetherItWorked() throws Exception {
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
    void write_arrivingDuringACommit_isOneNextTransaction() throws Exception {
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
    void write_queueFull_isBusyAndCounted() throws Exception {
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
        assertThat(store.reader()
                        .trace("over", CallsCursor.START, RewardsCursor.START)
                        .await())
                .isEmpty();
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
    void upkeep_sharedStore_takesInWhatOthersStored() throws Exception {
        MemoryStore shared = MemoryStore.openedForSeveral();
        WriterVerticle one = new WriterVerticle(
                bus,
                shared.writer(),
                new WriterSettings(1_000, 1 << 20, 100, HOUR_MS, 0, 0),
                Clocks.following(clock::get),
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
        assertThat(store.reader()
                        .trace("t19", CallsCursor.START, RewardsCursor.START)
                        .await())
                .isPresent();
        deploy(); // for the check at the end
    }
}
