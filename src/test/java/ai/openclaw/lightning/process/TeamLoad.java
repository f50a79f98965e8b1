package ai.openclaw.lightning.process;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Clients of a team: each sends tool calls, rewards and ends of the same traces and sessions as the others, to any of the
 * bridges, and sends again, perhaps to another one, what it got no answer to.
 */
final class TeamLoad implements AutoCloseable {

    private static final int SESSIONS = 3;

    /** Calls of each client in one trace. */
    private static final int CALLS = 8;

    private final AtomicReferenceArray<ChildBridge> bridges;
    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger repeated = new AtomicInteger();
    private final List<Thread> clients = new ArrayList<>();
    private volatile boolean over;

    TeamLoad(AtomicReferenceArray<ChildBridge> bridges, int clientCount) {
        this.bridges = bridges;
        for (int i = 0; i < clientCount; i++) {
            int client = i;
            Thread thread = new Thread(() -> run(client), "team-load-" + i);
            clients.add(thread);
            thread.start();
        }
    }

    private void run(int client) {
        Random random = new Random(client);
        try {
            for (int call = 0; !over; call++) {
                int trace = call / CALLS;
                String about = String.format(
                        Locale.ROOT, "\"trace_id\":\"%s\",\"session_key\":\"s%d\"", traceId(trace), trace % SESSIONS);
                String id = client + "-" + call;
                send(
                        random,
                        "/tool/trace",
                        traceId(trace) + "/" + id,
                        String.format(Locale.ROOT, """
                        {%s,"call_id":"%s","tool_name":"tool%d","params":{"n":%d},"result":{"text":"%s"}}""", about, id, client % 2, call, "r".repeat(200)));
                if (call % CALLS == CALLS - 1) {
                    send(
                            random,
                            "/reward/emit",
                            traceId(trace) + "/reward-" + id,
                            String.format(Locale.ROOT, """
                            {%s,"reward_id":"%s","source":"user","value":0.5}""", about, id));
                    send(random, "/session/end", null, "{" + about + ",\"success\":true}");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String traceId(int trace) {
        return String.format(Locale.ROOT, "%032x", trace + 1);
    }

    /**
     * Sends until it is answered.
     *
     * @param row what is stored of it then; null for no row of its own
     */
    private void send(Random random, String path, String row, String body) throws InterruptedException {
        if (row != null) {
            sent.add(row);
        }
        for (int attempt = 0; !over; attempt++) {
            try {
                HttpResponse<String> response =
                        bridges.get(random.nextInt(bridges.length())).post(path, body);
                if (response.statusCode() == 200) {
                    repeated.addAndGet(attempt > 0 ? 1 : 0);
                    if (row != null) {
                        answered.add(row);
                    }
                    return;
                }
                if (response.statusCode() != 503 && response.statusCode() != 429) {
                    throw new IllegalStateException(response.statusCode() + " " + response.body());
                }
                if (response.headers().firstValue("Retry-After").isEmpty()) {
                    throw new IllegalStateException("no Retry-After: " + response.body());
                }
                refused.incrementAndGet();
            } catch (IOException gone) {
                // another one, or the same again
            }
            Thread.sleep(20);
        }
    }

    /** Rows that were answered. */
    Set<String> answered() {
        return answered;
    }

    /** Rows that were sent, answered or not. */
    Set<String> sent() {
        return sent;
    }

    /** How many times a bridge said that it can't store now. */
    int refused() {
        return refused.get();
    }

    /** Events that were answered only when they were sent again. */
    int repeated() {
        return repeated.get();
    }

    /** Whether all clients still work: what they do not understand ends them. */
    boolean isComplete() {
        return clients.stream().allMatch(Thread::isAlive);
    }

    void stop() throws InterruptedException {
        over = true;
        for (Thread client : clients) {
            client.join();
        }
    }

    @Override
    public void close() {
        over = true;
    }
}
