package ai.openclaw.lightning.writer;

import static ai.openclaw.lightning.writer.Batches.end;
import static ai.openclaw.lightning.writer.Batches.start;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.bus.Bus;
import ai.openclaw.lightning.model.TraceDetail.CallsCursor;
import ai.openclaw.lightning.model.TraceDetail.RewardsCursor;
import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.model.WriteRequest;
import ai.openclaw.lightning.storage.sqlite.SqliteSettings;
import ai.openclaw.lightning.storage.sqlite.SqliteStore;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A wrong date, and the right one again, on a home with a trace of each day of its retention. In each round exactly the
 * trace goes that is too old by the time that has passed: so a round has been, and nothing else was lost to it.
 */
final class ClockJumpTest {

    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = 24 * HOUR;
    private static final int RETENTION_DAYS = 10;

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx, Duration.ofSeconds(20));
    private final Clocks.Kept memory = new Clocks.Kept(new BridgeClock.State(Batches.NOW, 0, 0));
    private final AtomicLong machine = new AtomicLong(Batches.NOW);
    private final AtomicLong running = new AtomicLong();
    private int deleted;
    private SqliteStore store;
    private WriterVerticle writer;
    private String deployment;

    @TempDir
    private Path folder;

    @BeforeEach
    void fill() {
        store = new SqliteStore(vertx, new SqliteSettings(folder.resolve("traces.db"), false, 2_000));
        store.open();
        deploy();
        for (int day = 0; day < RETENTION_DAYS; day++) {
            stored("day" + day);
            passes(DAY);
        }
        round();
    }

    @AfterEach
    void close() {
        vertx.undeploy(deployment).await();
        store.close();
        vertx.close().await();
    }

    private void deploy() {
        BridgeClock clock = new BridgeClock(machine::get, () -> TimeUnit.MILLISECONDS.toNanos(running.get()), memory);
        WriterSettings settings = new WriterSettings(1_000, 1 << 20, 100, HOUR, RETENTION_DAYS * DAY, 0);
        writer = new WriterVerticle(bus, store.writer(), settings, clock, () -> "unused");
        deployment = vertx.deployVerticle(writer).await();
    }

    private void restartedWithTheClockOffBy(long ms) {
        vertx.undeploy(deployment).await();
        machine.addAndGet(ms);
        running.set(0);
        deploy();
    }

    private void passes(long ms) {
        running.addAndGet(ms);
        machine.addAndGet(ms);
    }

    private void stored(String id) {
        write(start(id, id, machine.get()), end(id, null, machine.get(), true));
    }

    private void write(TraceEvent... events) {
        assertThat(bus.write(List.of(WriteRequest.of(List.of(events), null)))
                        .await()
                        .get(0)
                        .failure())
                .isNull();
    }

    /** Two hours more, in which the oldest trace gets too old, and a round of upkeep. */
    private void round() {
        passes(2 * HOUR);
        writer.upkeepDue();
        deleted++;
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (isStored("day" + (deleted - 1)) && System.nanoTime() < deadline) {
            bus.status().await();
        }
        bus.turn(Duration.ofSeconds(20)).await(); // behind the step
        IntStream.range(0, deleted)
                .forEach(day -> assertThat(isStored("day" + day)).isFalse());
        IntStream.range(deleted, RETENTION_DAYS)
                .forEach(day ->
                        assertThat(isStored("day" + day)).as("day " + day).isTrue());
    }

    private boolean isStored(String id) {
        return store.reader()
                .trace(id, CallsCursor.START, RewardsCursor.START)
                .await()
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({"1", "31", "365", "-1", "-31", "-365"})
    void upkeep_clockJumpsWhileRunning_losesNothing(long days) {
        machine.addAndGet(days * DAY);
        stored("during");
        passes(DAY - 3 * HOUR);
        round();
        machine.addAndGet(-days * DAY);
        stored("after");
        passes(DAY - 2 * HOUR);
        round();

        assertThat(isStored("during")).isTrue();
        assertThat(isStored("after")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1", "31", "365", "-1", "-31", "-365"})
    void upkeep_clockJumpsBetweenRuns_losesNothing(long days) {
        restartedWithTheClockOffBy(days * DAY);
        stored("during");
        passes(DAY - 3 * HOUR);
        round();
        restartedWithTheClockOffBy(-days * DAY);
        stored("after");
        passes(DAY - 2 * HOUR);
        round();

        assertThat(isStored("during")).isTrue();
        assertThat(isStored("after")).isTrue();
    }
}
