package ai.openclaw.lightning.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Eight clients post batches as large as they may be, all the time: health goes on answering and memory holds. How fast
 * health answers is printed here and held against its bar by {@code load-tests/health.js}: in this process the clients
 * would delay the polls.
 */
class HealthUnderLoadIT {

    private static final int SECONDS = Integer.getInteger("health.seconds", 30);
    private static final int CLIENTS = 8;
    private static final int BATCH_BYTES = 4 << 20;

    @Test
    void health_whileFullBatchesArePosted_answersAndMemoryHolds(@TempDir Path home) throws Exception {
        try (ChildBridge bridge = ChildBridge.start(home)) {
            AtomicInteger stored = new AtomicInteger();
            AtomicInteger refused = new AtomicInteger();
            long end = System.nanoTime() + SECONDS * 1_000_000_000L;
            List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Thread client = new Thread(() -> post(bridge, end, stored, refused), "batches-" + i);
                clients.add(client);
                client.start();
            }
            List<Long> micros = new ArrayList<>();
            while (System.nanoTime() < end) {
                long from = System.nanoTime();
                assertThat(bridge.get("/health").statusCode()).isEqualTo(200);
                micros.add((System.nanoTime() - from) / 1_000);
                Thread.sleep(20); // the rate of the polls
            }
            for (Thread client : clients) {
                client.join();
            }
            Collections.sort(micros);
            double p99 = micros.get(micros.size() * 99 / 100) / 1_000.0;
            System.out.printf(
                    Locale.ROOT,
                    "HealthUnderLoadIT: /health p50 %.1f ms, p99 %.1f ms, %d polls; %d batches stored, %d refused%n",
                    micros.get(micros.size() / 2) / 1_000.0,
                    p99,
                    micros.size(),
                    stored.get(),
                    refused.get());
            assertThat(bridge.isAlive()).as(bridge.output()).isTrue();
            assertThat(bridge.output()).doesNotContain("OutOfMemory");
            assertThat(stored.get()).isPositive();
            assertThat(p99).isLessThanOrEqualTo(1_000);
        }
    }

    private static void post(ChildBridge bridge, long end, AtomicInteger stored, AtomicInteger refused) {
        String body = fullBatch();
        try {
            while (System.nanoTime() < end) {
                int status = bridge.post("/v1/events", body).statusCode();
                (status == 200 ? stored : refused).incrementAndGet();
                if (status != 200) {
                    assertThat(status).isEqualTo(429);
                    Thread.sleep(1_000); // what Retry-After says
                }
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String fullBatch() {
        StringBuilder body = new StringBuilder("{\"events\":[");
        String text = "lorem ipsum dolor sit amet ".repeat(150);
        for (int i = 0; i < 1_000; i++) {
            String event = String.format(
                    Locale.ROOT,
                    "{\"type\":\"tool.call\",\"session_key\":\"s%d\",\"tool_name\":\"exec\",\"result\":\"%s\"}",
                    i % 10,
                    text);
            if (body.length() + event.length() + 3 > BATCH_BYTES) {
                break;
            }
            body.append(i == 0 ? "" : ",").append(event);
        }
        return body.append("]}").toString();
    }
}
