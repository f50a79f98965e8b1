package ai.openclaw.lightning.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped heap holds what is learned from as many traces as are learned from, however they look. */
class LearnerMemoryIT {

    private static final int TRACES = 5_000;
    private static final int AGENTS = 250;
    private static final int PER_BATCH = 100;
    private static final int WORDS = 600;

    /** Without a limit for all of them together, a third of these ended the bridge, and so did each start after it. */
    private static final int WIDE_TRACES = 250;

    private final SplittableRandom random = new SplittableRandom(1);

    /** Nothing in them is ever the same: messages, tasks, tools, arguments; the most there can be to remember. */
    @Test
    void fiveThousandTraces_withLongMessagesAndEverythingDistinct_fitTheHeap(@TempDir Path home) throws Exception {
        try (ChildBridge bridge = ChildBridge.start(home)) {
            for (int from = 0; from < TRACES; from += PER_BATCH) {
                EventBatch batch = new EventBatch();
                for (int i = from; i < from + PER_BATCH; i++) {
                    trace(batch, i);
                }
                batch.sendTo(bridge);
            }
            bridge.awaitAnalyzed(TRACES);
            assertThat(bridge.get("/health").statusCode()).isEqualTo(200);
            assertThat(bridge.terminate()).isIn(0, 143);
            assertThat(bridge.output()).doesNotContain("OutOfMemoryError", "ERROR");
        }
    }

    /** Names that come again and again are all kept, and a task that comes twice has a cell in every state of its traces. */
    @Test
    void tracesOfTheSameManyTools_eachTaskTwice_fitTheHeap(@TempDir Path home) throws Exception {
        try (ChildBridge bridge = ChildBridge.start(home)) {
            for (int i = 0; i < WIDE_TRACES; i++) {
                EventBatch batch = new EventBatch();
                String id = String.format(Locale.ROOT, "%032x", i + 1);
                batch.add("session.start", id)
                        .put("agent_id", "main")
                        .put("task_key", "t" + i / 2)
                        .put("message", words());
                for (int tool = 0; tool < 133; tool++) {
                    ObjectNode params = batch.add("tool.call", id)
                            .put("tool_name", "t" + (tool + i) % 133)
                            .putObject("params");
                    for (int argument = 0; argument < 16; argument++) {
                        params.put("a" + argument, 1);
                    }
                }
                batch.add("session.end", id).put("success", i % 3 == 0);
                batch.sendTo(bridge);
            }
            bridge.awaitAnalyzed(WIDE_TRACES);
            assertThat(bridge.get("/health").statusCode()).isEqualTo(200);
            assertThat(bridge.output()).doesNotContain("OutOfMemoryError", "ERROR");
        }
    }

    private void trace(EventBatch batch, int i) {
        String id = String.format(Locale.ROOT, "%032x", i + 1);
        batch.add("session.start", id)
                .put("agent_id", i % 2 == 0 ? "main" : "agent-" + i % AGENTS)
                .put("model", "m".repeat(200) + i)
                .put("task_key", "t".repeat(200) + i / 2)
                .put("message", words());
        for (int call = 0; call < 4; call++) {
            ObjectNode one = batch.add("tool.call", id).put("tool_name", name());
            ObjectNode params = one.putObject("params");
            for (int argument = 0; argument < 20; argument++) {
                params.put(name(), argument);
            }
            if (random.nextBoolean()) {
                one.put("error", words().substring(0, 200));
            }
        }
        batch.add("session.end", id).put("success", random.nextBoolean());
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
}
