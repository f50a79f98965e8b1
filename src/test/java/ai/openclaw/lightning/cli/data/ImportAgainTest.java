package ai.openclaw.lightning.cli.data;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.cli.CommandRun;
import ai.openclaw.lightning.cli.frame.ExitCode;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An export imported where it came from, or by a way round, changes nothing there. */
final class ImportAgainTest {

    private static final String TRACE = "b".repeat(32);

    @TempDir
    private Path folder;

    /** Two calls and two rewards are equal and have no ids, as a simple client sends them. */
    private void fill(MovedBridge bridge) throws Exception {
        String call = "{\"type\":\"tool.call\",\"trace_id\":\"" + TRACE
                + "\",\"tool_name\":\"t\",\"timestamp\":1700000001000,\"params\":{\"x\":1.10}},";
        String reward = "{\"type\":\"reward\",\"trace_id\":\"" + TRACE
                + "\",\"success\":true,\"tokens_used\":5,\"timestamp\":1700000002000},";
        bridge.post(
                "/v1/events",
                "{\"events\":[{\"type\":\"session.start\",\"trace_id\":\"" + TRACE
                        + "\",\"session_key\":\"s\",\"timestamp\":1700000000000}," + call + call + reward + reward
                        + "{\"type\":\"session.end\",\"trace_id\":\"" + TRACE + "\",\"timestamp\":1700000003000}]}");
    }

    private void move(String from, String to) {
        Path lines = folder.resolve("lines.jsonl");
        CommandRun export = CommandRun.on(folder.resolve(from), "export", "--force", "--output", lines.toString());
        assertThat(export.code()).as(export.err()).isZero();
        CommandRun run = CommandRun.on(folder.resolve(to), "import", lines.toString());
        assertThat(run.code()).as(run.out() + run.err()).isZero();
    }

    @Test
    void import_exportOfTheSameBridge_changesNothing() throws Exception {
        try (MovedBridge bridge = new MovedBridge(folder.resolve("a"))) {
            fill(bridge);
            bridge.fill();
            Map<String, JsonNode> before = bridge.traces();
            JsonNode calls = bridge.get("/stats").get("tool_calls");

            move("a", "a");

            assertThat(bridge.traces()).isEqualTo(before);
            assertThat(bridge.get("/stats").get("tool_calls")).isEqualTo(calls);
        }
    }

    @Test
    void import_exportOfABridgeThatImportedIt_changesNothingEither() throws Exception {
        try (MovedBridge bridge = new MovedBridge(folder.resolve("a"));
                MovedBridge other = new MovedBridge(folder.resolve("b"))) {
            fill(bridge);
            Map<String, JsonNode> before = bridge.traces();

            move("a", "b");
            Map<String, JsonNode> there = other.traces();
            move("a", "b");
            move("b", "a");

            assertThat(there.get(TRACE).get("tool_calls").size()).isEqualTo(2);
            assertThat(there.get(TRACE).get("rewards").size()).isEqualTo(2);
            assertThat(other.traces()).isEqualTo(there);
            assertThat(bridge.traces()).isEqualTo(before);
        }
    }

    @Test
    void import_formatThatNobodyKnows_fails() throws Exception {
        Path file = Files.writeString(folder.resolve("notes.jsonl"), "{\"display\":\"hi\"}\n");
        try (MovedBridge bridge = new MovedBridge(folder.resolve("a"))) {
            CommandRun run = CommandRun.on(folder.resolve("a"), "import", file.toString());

            assertThat(run.code()).isEqualTo(ExitCode.ERROR);
            assertThat(run.err()).contains("notes.jsonl: is in no format");
            assertThat(bridge.traces()).isEmpty();
        }
    }
}
