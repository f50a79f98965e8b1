package ai.openclaw.lightning.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped heap of 64 MB holds what is learned from as many traces as are learned from, however they look. */
class LearnerMemoryIT {

    private static final int TRACES = 5_000;
    private static final int AGENTS = 250;
    private static final int PER_BATCH = 100;
    private static final int WORDS = 600;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SplittableRandom random = new SplittableRandom(1);

    /** Nothing in them is ever the same: messages, tasks, tools, arguments; the most there can be to remember. */
    @Test
    void fiveThousandTraces_withLongMessagesAndEverythingDistinct_fitTheHeap(@TempDir Path home) throws Exception {
        try (ChildBridge bridge = ChildBridge.start(home)) {
            for (int from = 0; from < TRACES; from += PER_BATCH) {
                ObjectNode batch = JSON.createObjectNode();
                ArrayNode events = batch.putArray("events");
                for (int i = from; i < from + PER_BATCH; i++) {
                    trace(events, i);
                }
                assertThat(bridge.post("/v1/events", batch.toString()).statusCode())
                        .isEqualTo(200);
            }
            awaitAnalyzed(bridge);
            assertThat(bridge.get("/health").statusCode()).isEqualTo(200);
            assertThat(bridge.terminate()).isIn(0, 143);
            assertThat(bridge.output()).doesNotContain("OutOfMemoryError", "ERROR");
        }
    }

    private void trace(ArrayNode events, int i) {
        String id = String.format(Locale.ROOT, "%032x", i + 1);
        event(events, "session.start", id)
                .put("agent_id", i % 2 == 0 ? "main" : "agent-" + i % AGENTS)
                .put("model", "m".repeat(200) + i)
                .put("task_key", "t".repeat(200) + i / 2)
                .put("message", words());
        for (int call = 0; call < 4; call++) {
            ObjectNode one = event(events, "tool.call", id).put("tool_name", name());
            ObjectNode params = one.putObject("params");
            for (int argument = 0; argument < 20; argument++) {
                params.put(name(), argument);
            }
            if (random.nextBoolean()) {
                one.put("error", words().substring(0, 200));
            }
        }
        event(events, "session.end", id).put("success", random.nextBoolean());
    }

    /** Safe to stand in a rule, and hardly ever the same twice. */
    private String name() {
        return "tool_" + Long.toUnsignedString(random.nextLong(), 36) + "_" + "x".repeat(40);
    }

    private String words() {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < WORDS; i++) {
            words.append(Long.toString(random.nextLong(1L << 30), 36)).append(' ');
        }
        return words.toString();
    }

    private static ObjectNode event(ArrayNode events, String type, String id) {
        return events.addObject().put("type", type).put("trace_id", id).put("session_key", "main");
    }

    private static void awaitAnalyzed(ChildBridge bridge) throws IOException, InterruptedException {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(300);
        JsonNode optimizer;
        do {
            optimizer = bridge.json("/stats").get("optimizer");
            if (optimizer.get("analyzed_traces").asInt() >= TRACES
                    && optimizer.get("waiting_traces").asInt() == 0) {
                return;
            }
            Thread.sleep(200); // between two looks at a condition, with a limit
        } while (System.nanoTime() < limit);
        throw new IllegalStateException("the optimizer stayed at " + optimizer + "\n" + bridge.output());
    }
}
