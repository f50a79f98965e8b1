package ai.openclaw.lightning.process;

import ai.openclaw.lightning.Eventually;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Clients that send tool calls one after another, each in a trace of its own, and remember which they sent and which were answered. */
final class Load implements AutoCloseable {

    private static final Duration ANSWERS_MAX = Duration.ofSeconds(60);

    private final ChildBridge bridge;
    private final int round;
    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final List<Thread> clients = new ArrayList<>();
    private volatile boolean over;

    Load(ChildBridge bridge, int round, int clientCount) {
        this.bridge = bridge;
        this.round = round;
        for (int i = 0; i < clientCount; i++) {
            int client = i;
            Thread thread = new Thread(() -> send(client), "load-" + i);
            clients.add(thread);
            thread.start();
        }
    }

    private void send(int client) {
        String traceId = traceId(round, client);
        for (int call = 0; !over; call++) {
            sent.add(traceId + "/" + call);
            try {
                HttpResponse<String> response = bridge.post(
                        "/tool/trace", String.format(Locale.ROOT, """
                        {"trace_id":"%s","call_id":"%d","tool_name":"exec","params":{"n":%d},"result":{"text":"%s"}}""", traceId, call, call, "r".repeat(200)));
                if (response.statusCode() == 200) {
                    answered.add(traceId + "/" + call);
                }
            } catch (IOException gone) {
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    static String traceId(int round, int client) {
        return String.format(Locale.ROOT, "%016x%016x", round + 1, client + 1);
    }

    /** Waits until at least that many calls were answered. */
    void awaitAnswered(int count) throws Exception {
        Eventually.until(
                ANSWERS_MAX,
                () -> "only " + answered.size() + " answers:\n" + bridge.output(),
                () -> answered.size() >= count);
    }

    /** Stops the clients; the calls that were answered, as trace id, slash, call id. */
    Set<String> stop() throws InterruptedException {
        over = true;
        for (Thread client : clients) {
            client.join();
        }
        return answered;
    }

    /** The calls that were sent, answered or not, once the clients have stopped. */
    Set<String> sent() {
        return sent;
    }

    @Override
    public void close() {
        over = true;
    }
}
