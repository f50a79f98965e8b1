package ai.openclaw.lightning.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.Eventually;
import ai.openclaw.lightning.bus.Bus;
import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.model.WriteReply;
import ai.openclaw.lightning.model.WriteRequest;
import ai.openclaw.lightning.model.WriterStatus;
import ai.openclaw.lightning.storage.sqlite.SqliteSettings;
import ai.openclaw.lightning.storage.sqlite.SqliteStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A writer on a real database; another process that holds its lock makes commits wait where a test needs that. */
abstract class WriterFixture {

    static final long HOUR_MS = 3_600_000;

    final Vertx vertx = Vertx.vertx();

    final Bus bus = new Bus(vertx, Duration.ofSeconds(20));

    final AtomicLong clock = new AtomicLong(Batches.NOW);

    final AtomicLong ids = new AtomicLong();

    volatile boolean defect;

    @TempDir
    Path folder;

    SqliteStore store;

    WriterVerticle writer;

    String deployment;

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

    void deploy(WriterSettings settings) {
        writer = new WriterVerticle(bus, store.writer(), settings, Clocks.following(clock::get), this::newTraceId);
        deployment = vertx.deployVerticle(writer).await();
    }

    void deploy() {
        deploy(new WriterSettings(1_000, 1 << 20, 100, HOUR_MS, 0, 0));
    }

    String newTraceId() {
        if (defect) {
            throw new IllegalStateException("a defect");
        }
        return "made" + ids.incrementAndGet();
    }

    Future<WriteReply> write(TraceEvent... events) {
        return bus.write(List.of(WriteRequest.of(List.of(events), null))).compose(replies -> {
            WriteReply reply = replies.get(0);
            return reply.failure() == null ? Future.succeededFuture(reply) : Future.failedFuture(reply.failure());
        });
    }

    static void assertFails(Kind kind, Future<?> future) {
        assertThatThrownBy(() -> future.await())
                .isInstanceOfSatisfying(
                        BridgeException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(kind));
    }

    /** Asks until it is so; each question is a turn of the writer's event loop. */
    WriterStatus until(Predicate<WriterStatus> condition) throws Exception {
        return Eventually.ask(() -> bus.status().await(), condition);
    }

    /** The queue is empty and one event is not answered: its transaction waits for the lock. */
    void untilOneCommits() throws Exception {
        until(status -> status.queue().events() == 1 && status.queue().bytes() == 0);
    }

    final class Lock {
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
}
