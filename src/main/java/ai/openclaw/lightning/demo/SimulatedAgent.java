package ai.openclaw.lightning.demo;

import ai.openclaw.lightning.client.BridgeClient;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;

/**
 * A simulated coding agent that repairs failing tests. It has a habit for the optimizer to find: after a failed
 * {@code run_tests} it either reads the file ({@code read_file}), which mostly leads to success, or edits again blindly,
 * which rarely does. The same seed gives the same run. For one thread.
 */
public final class SimulatedAgent {

    private static final List<Task> TASKS = List.of(
            new Task("parser-dates", "The date parser fails on leap days, please fix it", 0.5),
            new Task("flaky-cart", "CartTest is flaky on CI, find out why", 0.35),
            new Task("null-user", "NullPointerException when a user has no e-mail address", 0.7),
            new Task("csv-quotes", "Our CSV export breaks on quoted commas", 0.6));
    private static final double LOOKS_FIRST = 0.5;
    private static final double GAIN_OF_LOOKING = 0.3;
    private static final int ROUNDS_MAX = 4;

    private final BridgeClient client;
    private final Random random;
    private long clockMs;

    /** {@code ease} is the chance that a blind edit is right. */
    private record Task(String key, String message, double ease) {}

    /** {@code startMs} is the start of its first session, in epoch milliseconds. From there it simulates the time. */
    public SimulatedAgent(BridgeClient client, long seed, long startMs) {
        this.client = client;
        this.random = new Random(seed);
        this.clockMs = startMs;
    }

    /** Works on one task and reports every step to the bridge. */
    public void work(int number) {
        Task task = TASKS.get(random.nextInt(TASKS.size()));
        long startMs = clockMs;
        String traceId = client.post(
                        "/session/start",
                        json().put("session_key", "demo-" + number)
                                .put("message", task.message())
                                .put("agent_id", "demo-coder")
                                .put("model", "simulated-1")
                                .put("task_key", task.key())
                                .put("timestamp", clockMs))
                .path("trace_id")
                .asText();
        call(traceId, "web_search", json().put("query", task.message()), "3 results", null);
        boolean success = repair(traceId, task);
        ObjectNode reward = json().put("trace_id", traceId)
                .put("success", success)
                .put("tokens_used", 1_500 + random.nextInt(4_000))
                .put("expected_tokens", 3_000)
                .put("latency_ms", clockMs - startMs)
                .put("timestamp", clockMs);
        if (random.nextInt(4) == 0) {
            reward.put("user_rating", success ? 4 + random.nextInt(2) : 1 + random.nextInt(3));
        }
        client.post("/reward/emit", reward);
        client.post("/session/end", json().put("trace_id", traceId).put("timestamp", clockMs));
        clockMs += 60_000L + random.nextInt(600_000);
    }

    private boolean repair(String traceId, Task task) {
        boolean looked = false;
        for (int round = 1; round <= ROUNDS_MAX; round++) {
            boolean fixed = random.nextDouble() < task.ease() * 0.5 + (looked ? GAIN_OF_LOOKING : 0);
            call(traceId, "edit_file", json().put("path", task.key() + ".py").put("round", round), "saved", null);
            String failure = fixed ? null : "AssertionError: 1 test failed in " + task.key();
            call(traceId, "run_tests", json().put("path", "tests/"), fixed ? "24 passed" : null, failure);
            if (fixed) {
                return true;
            }
            if (!looked && random.nextDouble() < LOOKS_FIRST) {
                call(traceId, "read_file", json().put("path", task.key() + ".py"), "def parse(text): …", null);
                looked = true;
            }
            if (random.nextInt(5) == 0) {
                return false; // out of patience
            }
        }
        return false;
    }

    private void call(String traceId, String tool, ObjectNode params, String result, String error) {
        int durationMs = 50 + random.nextInt(1_500);
        clockMs += durationMs;
        ObjectNode event = json().put("trace_id", traceId)
                .put("tool_name", tool)
                .put("duration_ms", durationMs)
                .put("timestamp", clockMs)
                .put("result", result)
                .put("error", error);
        event.set("params", params);
        client.post("/tool/trace", event);
    }

    private static ObjectNode json() {
        return JsonNodeFactory.instance.objectNode();
    }
}
