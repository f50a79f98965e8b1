package ai.openclaw.lightning.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/extending.md, followed to the letter, with the packaged bridge. */
class ExtendingIT {

    private static final Path DOCS = Path.of("docs/extending.md");
    private static final Path EXAMPLE = Path.of("examples/patient-reward/src/com/example/PatientReward.java");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static String block(String language) throws IOException {
        String docs = Files.readString(DOCS);
        String open = "```" + language + "\n";
        int from = docs.indexOf(open) + open.length();
        return docs.substring(from, docs.indexOf("```", from));
    }

    @Test
    void example_inTheDocs_isTheOneInTheDistribution() throws IOException {
        assertThat(block("java")).isEqualTo(Files.readString(EXAMPLE));
    }

    @Test
    void commands_asTheyStand_buildAPluginThatDecidesWhatATraceIsWorth(@TempDir Path home, @TempDir Path work)
            throws Exception {
        build(home, work);
        try (ChildBridge bridge = ChildBridge.start(home, "--set", "reward.function=patient")) {
            assertThat(bridge.output()).contains("the reward function \"patient\" comes from patient.jar");
            store(bridge);
            JsonNode suggestion = awaitSuggestion(bridge);

            // All succeed; only this function sees a difference. 241 s late is worth 1 / (1 + 3.0167).
            assertThat(suggestion.get("text").asText()).isEqualTo("Call `quick` first.");
            assertThat(suggestion.at("/taken/mean").asDouble()).isEqualTo(1.0);
            assertThat(suggestion.at("/not_taken/mean").asDouble()).isBetween(0.248, 0.25);
        }
    }

    @Test
    void nameThatNobodyHas_atTheStart_isRefusedWithTheNearest(@TempDir Path home, @TempDir Path work) throws Exception {
        build(home, work);
        try (ChildBridge bridge = ChildBridge.launch(
                home,
                List.of(ChildBridge.LAUNCHER.toString(), "run", "--port", "0", "--set", "reward.function=patent"))) {
            assertThat(bridge.awaitExit()).isEqualTo(2);
            assertThat(bridge.output())
                    .contains("reward.function: there is no reward function \"patent\"; did you mean patient?")
                    .doesNotContain("Exception");
        }
    }

    /** Nobody asks for what is in it. */
    @Test
    void brokenJar_unused_changesNothing(@TempDir Path home) throws Exception {
        Files.createDirectories(home.resolve("plugins"));
        Files.writeString(home.resolve("plugins/broken.jar"), "no jar");
        try (ChildBridge bridge = ChildBridge.start(home)) {
            assertThat(bridge.output()).doesNotContain("broken.jar");
        }
    }

    private static void build(Path home, Path work) throws IOException, InterruptedException {
        ProcessBuilder shell = new ProcessBuilder("bash", "-euc", block("sh"))
                .directory(work.toFile())
                .redirectErrorStream(true);
        Path dist = ChildBridge.LAUNCHER.toAbsolutePath().getParent().getParent();
        shell.environment().put("LIGHTNING", dist.toString());
        shell.environment().put("LIGHTNING_HOME", home.toString());
        shell.environment().merge("PATH", System.getProperty("java.home") + "/bin", (path, java) -> java + ":" + path);
        Process process = shell.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
    }

    /** Forty traces that succeed, half of them late. */
    private static void store(ChildBridge bridge) throws IOException, InterruptedException {
        ObjectNode batch = JSON.createObjectNode();
        ArrayNode events = batch.putArray("events");
        for (int i = 0; i < 40; i++) {
            String id = String.format(Locale.ROOT, "%032x", i + 1);
            boolean quick = i % 2 == 0;
            event(events, "session.start", id).put("message", "do it");
            event(events, "tool.call", id).put("tool_name", quick ? "quick" : "slow");
            event(events, "tool.call", id).put("tool_name", "write");
            event(events, "reward", id).put("success", true).put("latency_ms", quick ? 5_000 : 241_000);
            event(events, "session.end", id);
        }
        assertThat(bridge.post("/v1/events", batch.toString()).statusCode()).isEqualTo(200);
    }

    private static ObjectNode event(ArrayNode events, String type, String id) {
        return events.addObject().put("type", type).put("trace_id", id).put("session_key", "main");
    }

    private static JsonNode awaitSuggestion(ChildBridge bridge) throws IOException, InterruptedException {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (System.nanoTime() < limit) {
            for (JsonNode one : bridge.json("/optimize/suggestions").get("suggestions")) {
                if (one.get("optimizer").asText().equals("decision-points")) {
                    return one;
                }
            }
            Thread.sleep(50); // between two looks at a condition, with a limit
        }
        throw new IllegalStateException(
                "no suggestion: " + bridge.json("/stats") + bridge.json("/optimize/suggestions"));
    }
}
