package ai.openclaw.lightning.process;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.Eventually;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/extending.md, followed to the letter, with the packaged bridge. */
class ExtendingIT {

    private static final Path DOCS = Path.of("docs/extending.md");
    private static final Path EXAMPLE = Path.of("examples/patient-reward/src/com/example/PatientReward.java");

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
        EventBatch batch = new EventBatch();
        for (int i = 0; i < 40; i++) {
            String id = String.format(Locale.ROOT, "%032x", i + 1);
            boolean quick = i % 2 == 0;
            batch.add("session.start", id).put("message", "do it");
            batch.add("tool.call", id).put("tool_name", quick ? "quick" : "slow");
            batch.add("tool.call", id).put("tool_name", "write");
            batch.add("reward", id).put("success", true).put("latency_ms", quick ? 5_000 : 241_000);
            batch.add("session.end", id);
        }
        batch.sendTo(bridge);
    }

    private static JsonNode awaitSuggestion(ChildBridge bridge) throws Exception {
        return Eventually.ask(
                        () -> bridge.json("/optimize/suggestions").findParents("optimizer").stream()
                                .filter(one -> one.get("optimizer").asText().equals("decision-points"))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }
}
