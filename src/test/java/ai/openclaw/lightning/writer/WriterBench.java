package ai.openclaw.lightning.writer;

import ai.openclaw.lightning.bus.Bus;
import ai.openclaw.lightning.bus.WriteFeed;
import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.model.WriteRequest;
import ai.openclaw.lightning.model.WriterStatus;
import ai.openclaw.lightning.storage.Store;
import ai.openclaw.lightning.storage.sqlite.SqliteSettings;
import ai.openclaw.lightning.storage.sqlite.SqliteStore;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Measures the write path without HTTP: single tool calls of about 400 bytes over the bus into a real SQLite file.
 * Run by hand; docs/storage.md has the command and figures.
 *
 * <pre>arguments: folder, events, events in flight, events a second (0 = as many as it takes), sessions</pre>
 */
final class WriterBench {

    private static final String PARAMS = "{\"query\":\"how to configure vert.x jdbc client with sqlite\",\"count\":10}";
    private static final String RESULT =
            "{\"status\":\"ok\",\"items\":[{\"title\":\"Vert.x JDBC\",\"url\":\"https://example.org/a\"},"
                    + "{\"title\":\"SQLite WAL\",\"url\":\"https://example.org/b\"}]}";

    private final WriteFeed feed;
    private final Context context;
    private final int events;
    private final int inFlight;
    private final int sessions;
    private final long[] latencyNs;
    private final CountDownLatch done = new CountDownLatch(1);
    private int sent;
    private int answered;

    private WriterBench(Bus bus, Context context, int events, int inFlight, int sessions) {
        this.feed = bus.writeFeed(context, () -> {});
        this.context = context;
        this.events = events;
        this.inFlight = inFlight;
        this.sessions = sessions;
        this.latencyNs = new long[events];
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory(Path.of(arguments[0]), "bench");
        int events = Integer.parseInt(arguments[1]);
        int inFlight = Integer.parseInt(arguments[2]);
        int rate = Integer.parseInt(arguments[3]);
        int sessions = Integer.parseInt(arguments[4]);
        Vertx vertx = Vertx.vertx();
        Bus bus = new Bus(vertx, Duration.ofSeconds(30));
        Store store = new SqliteStore(vertx, new SqliteSettings(folder.resolve("traces.db"), false, 5_000));
        store.open();
        WriterSettings settings = new WriterSettings(10_000, 64 << 20, 1_000, 3_600_000, 0, 0);
        String writer = vertx.deployVerticle(new WriterVerticle(
                        bus,
                        store.writer(),
                        settings,
                        Clocks.following(System::currentTimeMillis),
                        () -> UUID.randomUUID().toString().replace("-", "")))
                .await();
        for (int warmUp = 0; warmUp < 3; warmUp++) {
            run(vertx, bus, Math.min(events, 50_000), inFlight, rate, sessions);
        }
        run(vertx, bus, events, inFlight, rate, sessions);
        WriterStatus status = bus.status().await();
        System.out.printf(
                Locale.ROOT,
                "batches of %.1f; database %,d bytes, log %,d bytes%n",
                (double) status.counters().stored() / status.counters().batches(),
                status.storage().databaseBytes(),
                status.storage().walBytes());
        vertx.undeploy(writer).await();
        store.close();
        vertx.close().await();
    }

    private static void run(Vertx vertx, Bus bus, int events, int inFlight, int rate, int sessions) throws Exception {
        var bench = new WriterBench(bus, vertx.getOrCreateContext(), events, inFlight, sessions);
        var machine = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = machine.getProcessCpuTime();
        long start = System.nanoTime();
        if (rate == 0) {
            bench.context.runOnContext(v -> bench.fill());
        } else {
            bench.pace(rate);
        }
        bench.done.await(60, TimeUnit.MINUTES);
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpuMicros = (machine.getProcessCpuTime() - cpu) / 1e3 / events;
        Arrays.sort(bench.latencyNs);
        System.out.printf(
                Locale.ROOT,
                "%,8.0f events/s  %5.1f us CPU an event  p50 %.2f p99 %.2f p99.9 %.2f max %.1f ms%n",
                events / seconds,
                cpuMicros,
                bench.latencyNs[events / 2] / 1e6,
                bench.latencyNs[events / 100 * 99] / 1e6,
                bench.latencyNs[events / 1000 * 999] / 1e6,
                bench.latencyNs[events - 1] / 1e6);
    }

    /** As many as may be in flight; each answer makes room for one. */
    private void fill() {
        while (sent < events && sent - answered < inFlight) {
            send();
        }
    }

    private void pace(int rate) throws InterruptedException {
        long start = System.nanoTime();
        for (int i = 0; i < events; i++) {
            long due = start + i * 1_000_000_000L / rate;
            while (System.nanoTime() < due) {
                Thread.sleep(0, 50_000);
            }
            context.runOnContext(v -> send());
        }
    }

    private void send() {
        int index = sent++;
        long start = System.nanoTime();
        TraceEvent event = new TraceEvent.ToolCall(
                null,
                "sess-" + index % sessions,
                System.currentTimeMillis(),
                null,
                "web_search",
                Content.whole(PARAMS),
                Content.whole(RESULT),
                null,
                null,
                123L);
        feed.write(WriteRequest.of(List.of(event), null)).onComplete(answer -> {
            if (answer.failed()) {
                answer.cause().printStackTrace();
                System.exit(1);
            }
            latencyNs[index] = System.nanoTime() - start;
            answered++;
            if (answered == events) {
                done.countDown();
            } else if (sent < events && inFlight > 0) {
                fill();
            }
        });
    }
}
