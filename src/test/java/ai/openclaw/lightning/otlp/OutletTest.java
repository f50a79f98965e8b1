package ai.openclaw.lightning.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.Eventually;
import ai.openclaw.lightning.http.exchange.BodyWork;
import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.model.WriteReply;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When what is due is stored, on a clock of the test's. */
class OutletTest {

    private static final long GRACE = 400;

    private record Rest(long millis, Promise<Void> over) {}

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final AtomicLong now = new AtomicLong(Gathered.NOW);
    private final List<Rest> rests = new CopyOnWriteArrayList<>();
    private final List<TraceEvent> stored = new CopyOnWriteArrayList<>();
    private Outlet outlet;

    @BeforeEach
    void open(@TempDir Path folder) {
        OtlpCounters counters = new OtlpCounters();
        outlet = new Outlet(
                new OtlpSettings(0, GRACE, 3_600_000, folder.resolve("open")),
                counters,
                new StepEvents(Gathered.INTAKE, counters),
                now::get,
                new BodyWork(vertx.createSharedWorkerExecutor("outlet", 1), 0),
                this::rest,
                this::write);
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        outlet.close();
    }

    private Future<Void> rest(long millis) {
        Rest rest = new Rest(millis, Promise.promise());
        rests.add(rest);
        return rest.over().future();
    }

    private Future<WriteReply> write(String userAgent, String key, List<TraceEvent> events) {
        stored.addAll(events);
        return Future.succeededFuture();
    }

    private void came(Recorded.Request request) {
        outlet.open().add(Gathered.decode(request).items(), now.get());
        loop.runOnContext(ignored -> outlet.look());
    }

    private Rest rested(int count) throws Exception {
        return Eventually.ask(() -> List.copyOf(rests), all -> all.size() == count)
                .get(count - 1);
    }

    @Test
    void trace_isStoredAsSoonAsItsGraceIsOver_andNobodyLooksOnAfterwards() throws Exception {
        came(Spans.tool("2", "1", "run").request());
        came(Spans.agent("1", "", "builder").request());
        Rest rest = rested(1);
        assertThat(rest.millis()).isEqualTo(GRACE);
        now.addAndGet(GRACE);
        loop.runOnContext(ignored -> rest.over().complete());
        Eventually.until(() -> outlet.open().lookAt() == Long.MAX_VALUE);
        assertThat(stored).hasAtLeastOneElementOfType(TraceEvent.SessionEnd.class);
        CompletableFuture<Void> looked = new CompletableFuture<>();
        loop.runOnContext(ignored -> {
            outlet.look();
            looked.complete(null);
        });
        looked.get(30, TimeUnit.SECONDS);
        assertThat(rests).hasSize(1);
    }

    @Test
    void trace_thatIsDueAtOnce_isNotLookedForAllTheTime() throws Exception {
        outlet.open()
                .add(Gathered.decode(Spans.agent("1", "", "builder").request()).items(), now.get());
        now.addAndGet(GRACE - 1);
        loop.runOnContext(ignored -> outlet.look());
        assertThat(rested(1).millis()).isEqualTo(100);
    }
}
