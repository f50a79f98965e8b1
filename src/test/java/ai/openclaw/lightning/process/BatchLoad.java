package ai.openclaw.lightning.process;

import ai.openclaw.lightning.TestJson;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Clients that send batches of tool calls, whatever becomes of them, and remember when each call was answered. */
final class BatchLoad implements AutoCloseable {

    private static final int CALLS_A_TRACE = 200;
    private static final int BATCH_MAX = 30;
    private static final int RESULT_CHARS_MAX = 2_000;

    private final ChildBridge bridge;
    private final Map<String, Long> answered = new ConcurrentHashMap<>();
    private final List<Thread> clients = new ArrayList<>();
    private final Duration pause;
    private final CountDownLatch over = new CountDownLatch(1);

    /** @param pause between two requests of one client */
    BatchLoad(ChildBridge bridge, int clientCount, Duration pause) {
        this.bridge = bridge;
        this.pause = pause;
        for (int i = 0; i < clientCount; i++) {
            int client = i;
            Thread thread = new Thread(() -> send(client), "load-" + i);
            clients.add(thread);
            thread.start();
        }
    }

    private void send(int client) {
        Random random = new Random(client);
        int call = 0;
        while (isDue()) {
            List<String> ids = new ArrayList<>();
            StringBuilder events = new StringBuilder();
            for (int i = random.nextInt(BATCH_MAX); i >= 0; i--) {
                String traceId = Load.traceId(call / CALLS_A_TRACE, client);
                ids.add(traceId + "/" + call);
                events.append(events.isEmpty() ? "" : ",")
                        .append("{\"type\":\"tool.call\",\"tool_name\":\"exec\",\"trace_id\":\"")
                        .append(traceId)
                        .append("\",\"call_id\":\"")
                        .append(call++)
                        .append("\",\"result\":\"")
                        .append("r".repeat(random.nextInt(RESULT_CHARS_MAX)))
                        .append("\"}");
            }
            try {
                if (isStored(bridge.post("/v1/events", "{\"events\":[" + events + "]}"))) {
                    long now = System.nanoTime();
                    ids.forEach(id -> answered.put(id, now));
                }
            } catch (IOException gone) {
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Whether there is another request to send, after the pause. */
    private boolean isDue() {
        try {
            return !over.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean isStored(HttpResponse<String> response) throws IOException {
        if (response.statusCode() != 200) {
            return false;
        }
        JsonNode answer = TestJson.MAPPER.readTree(response.body());
        if (!answer.path("rejected").isEmpty()) {
            throw new IllegalStateException(response.body());
        }
        return true;
    }

    /** Stops the clients; calls, as trace id, slash, call id, to when they were answered, as System.nanoTime has it. */
    Map<String, Long> stop() throws InterruptedException {
        over.countDown();
        for (Thread client : clients) {
            client.join();
        }
        return answered;
    }

    @Override
    public void close() {
        over.countDown();
    }
}
