package ai.openclaw.lightning.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.openclaw.lightning.Bridge;
import ai.openclaw.lightning.TestJson;
import ai.openclaw.lightning.client.BridgeClient;
import ai.openclaw.lightning.config.Config;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.setting.Secret;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real Claude Code sent, given to a real bridge: the trace is what the agent did. */
class RecordedHooksTest {

    private static final Path RECORDED =
            Path.of(System.getProperty("clients.dir", "../shared/clients")).resolve("recorded");

    @TempDir
    Path folder;

    private static List<JsonNode> calls() throws Exception {
        return calls("claude-code-2.1.332-hooks.jsonl");
    }

    private static List<JsonNode> calls(String name) throws Exception {
        Path file = RECORDED.resolve(name);
        assumeTrue(Files.exists(file), "the recordings are not here: " + file);
        List<JsonNode> calls = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            calls.add(TestJson.MAPPER.readTree(line).path("body"));
        }
        return calls;
    }

    @Test
    void claudeCode_aTurn_isOneTrace() throws Exception {
        List<JsonNode> calls = calls();
        try (Bridge bridge = start("home")) {
            BridgeClient client = client(bridge);
            for (JsonNode call : calls) {
                assertThat(client.post("/hooks/claude-code", call)).isEmpty();
            }
            assertThat(onlyTrace(client)).isEqualTo("""
                    Say hello with the shell | claude-code | user | ended | success false tool_error
                    Bash {"command":"echo hello","description":"say hello"} 27 ms
                    Read {"file_path":"/home/dev/project/missing.txt"} 7 ms failed: File does not exist. Note: your current working directory is /home/dev/project.
                    Bash {"command":"exit 3","description":"fail"} 46 ms failed: Exit code 3 (3)
                    """);
        }
    }

    @Test
    void codex_aTurn_isOneTrace() throws Exception {
        List<JsonNode> calls = calls("codex-0.171.0-hooks.jsonl");
        try (Bridge bridge = start("codex")) {
            for (JsonNode call : calls) {
                assertThat(client(bridge).post("/hooks/codex", call)).isEmpty();
            }
            assertThat(onlyTrace(client(bridge)).replaceAll("\\d+ ms", "N ms")).isEqualTo("""
                    Say hello with the shell | codex | user | ended | success false tool_error
                    Bash {"command":"echo hello"} N ms
                    Bash {"command":"cat missing.txt"} N ms failed: cat: missing.txt: No such file or directory
                    """);
        }
    }

    @Test
    void claudeCode_eachCallTwice_isTheSameTrace() throws Exception {
        List<JsonNode> calls = calls();
        String once;
        try (Bridge bridge = start("once")) {
            calls.forEach(call -> client(bridge).post("/hooks/claude-code", call));
            once = onlyTrace(client(bridge));
        }
        try (Bridge bridge = start("twice")) {
            for (JsonNode call : calls) {
                client(bridge).post("/hooks/claude-code", call);
                client(bridge).post("/hooks/claude-code", call);
            }
            assertThat(onlyTrace(client(bridge))).isEqualTo(once);
        }
    }

    @Test
    void claudeCode_bridgeStartsAgainInTheMiddle_isOneTraceAndNobodySaysHowItWent() throws Exception {
        List<JsonNode> calls = calls();
        for (int first = 1; first < calls.size(); first++) {
            String home = "restart-" + first;
            try (Bridge bridge = start(home)) {
                calls.subList(0, first).forEach(call -> client(bridge).post("/hooks/claude-code", call));
            }
            try (Bridge bridge = start(home)) {
                calls.subList(first, calls.size())
                        .forEach(call -> client(bridge).post("/hooks/claude-code", call));
                String trace = onlyTrace(client(bridge));
                assertThat(trace)
                        .startsWith("Say hello with the shell | claude-code | user | ended")
                        .contains("Bash", "Read", "exit 3");
                assertThat(trace.contains("success null")).isEqualTo(first < calls.size() - 1);
            }
        }
    }

    private Bridge start(String home) throws Exception {
        return Bridge.start(Config.of(Map.of("bridge.port", "0")), new Home(folder.resolve(home)), "test");
    }

    private static BridgeClient client(Bridge bridge) {
        return new BridgeClient("http://127.0.0.1:" + bridge.port(), Secret.NONE, Secret.NONE);
    }

    private static String onlyTrace(BridgeClient client) {
        JsonNode traces = client.get("/traces?limit=200").path("traces");
        assertThat(traces).hasSize(1);
        JsonNode trace = client.get("/traces/" + traces.path(0).path("trace_id").asText());
        StringBuilder text = new StringBuilder();
        text.append(trace.path("message").asText());
        for (String field : List.of("agent_id", "origin", "status")) {
            text.append(" | ").append(trace.path(field).asText());
        }
        text.append(" | success ").append(trace.path("success").asText());
        text.append(trace.hasNonNull("failure") ? " " + trace.path("failure").asText() + "\n" : "\n");
        for (JsonNode call : trace.path("tool_calls")) {
            text.append(call.path("tool_name").asText() + " " + call.path("params"))
                    .append(" " + call.path("duration_ms") + " ms")
                    .append(
                            call.hasNonNull("error")
                                    ? " failed: " + call.path("error").asText()
                                    : "")
                    .append(call.hasNonNull("exit_code") ? " (" + call.path("exit_code") + ")\n" : "\n");
        }
        return text.toString();
    }
}
