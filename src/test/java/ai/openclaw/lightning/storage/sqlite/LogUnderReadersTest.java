package ai.openclaw.lightning.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.bus.Bus;
import ai.openclaw.lightning.exporting.JsonLines;
import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.model.WriteRequest;
import ai.openclaw.lightning.storage.TraceFilter;
import ai.openclaw.lightning.storage.sqlite.copy.Copies;
import ai.openclaw.lightning.writer.Clocks;
import ai.openclaw.lightning.writer.WriterSettings;
import ai.openclaw.lightning.writer.WriterVerticle;
import io.vertx.core.Vertx;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The write-ahead log stays small, and no write is refused, while exports and backups read and old traces are deleted. */
final class LogUnderReadersTest {

    private static final int ROUNDS = 60;
    private static final int EVENTS_A_ROUND = 200;
    private static final String RESULT = "\"" + "x".repeat(12_000) + "\"";

    @TempDir
    private Path folder;

    @Test
    void log_whileExportsAndBackupsReadAndRetentionDeletes_isBounded() throws Exception {
        Vertx vertx = Vertx.vertx();
        Path database = folder.resolve("traces.db");
        SqliteStore store = new SqliteStore(vertx, new SqliteSettings(database, false, 5_000));
        store.open();
        Bus bus = new Bus(vertx, Duration.ofSeconds(60));
        WriterSettings settings = new WriterSettings(10_000, 64 << 20, 1_000, 1, 0, 40 << 20);
        AtomicLong ids = new AtomicLong();
        String writer = vertx.deployVerticle(new WriterVerticle(
                        bus,
                        store.writer(),
                        settings,
                        Clocks.following(System::currentTimeMillis),
                        () -> String.format(Locale.ROOT, "%032x", ids.incrementAndGet())))
                .await();
        AtomicBoolean stop = new AtomicBoolean();
        AtomicLong reads = new AtomicLong();
        var readers = Executors.newFixedThreadPool(2);
        var exporting = readers.submit(() -> {
            while (!stop.get()) {
                Copies.export(database, TraceFilter.ALL, new JsonLines(Writer.nullWriter()), (done, total) -> {});
                reads.incrementAndGet();
            }
            return null;
        });
        var copying = readers.submit(() -> {
            while (!stop.get()) {
                Copies.backup(database, folder.resolve("copy.db"), (done, total) -> {});
                reads.incrementAndGet();
            }
            return null;
        });
        long largest = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String session = "s" + round;
            List<WriteRequest> requests = new ArrayList<>();
            for (int i = 0; i < EVENTS_A_ROUND; i++) {
                requests.add(WriteRequest.of(
                        List.of(new TraceEvent.ToolCall(
                                null,
                                session,
                                System.currentTimeMillis(),
                                null,
                                "tool",
                                null,
                                Content.whole(RESULT),
                                null,
                                null,
                                1L)),
                        null));
            }
            requests.add(WriteRequest.of(
                    List.of(new TraceEvent.SessionEnd(null, session, System.currentTimeMillis(), true, null, null)),
                    null));
            assertThat(bus.write(requests).await(60, TimeUnit.SECONDS))
                    .allSatisfy(reply -> assertThat(reply.failure()).isNull());
            largest = Math.max(largest, Files.size(Path.of(database + "-wal")));
        }
        stop.set(true);
        exporting.get(120, TimeUnit.SECONDS);
        copying.get(120, TimeUnit.SECONDS);
        readers.shutdown();
        vertx.undeploy(writer).await();
        store.close();
        vertx.close().await();

        assertThat(reads.get()).isPositive();
        assertThat(largest).isBetween(8L << 20, 64L << 20);
    }
}
