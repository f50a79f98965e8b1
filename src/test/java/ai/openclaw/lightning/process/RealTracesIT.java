package ai.openclaw.lightning.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recorded runs of real agents, imported over HTTP into the packaged bridge by its own command, and imported again. */
class RealTracesIT {

    private static final Path TRACES = Path.of(System.getProperty("traces.dir", "../shared/traces"));

    @Test
    void tauBench_importedTwice_isThereOnce(@TempDir Path home) throws Exception {
        Path file = recording("tau-bench/gpt-4o-airline.json.gz");
        try (ChildBridge bridge = ChildBridge.start(home)) {
            importInto(home, file);
            JsonNode first = bridge.json("/stats");
            assertThat(first.get("total_traces").asInt()).isEqualTo(200);
            assertThat(first.get("tool_calls").get("count").asInt()).isEqualTo(1_164);
            assertThat(first.get("success_rate").asDouble()).isEqualTo(0.42);
            String traces = bridge.get("/traces?limit=200").body();

            importInto(home, file);
            JsonNode second = bridge.json("/stats");
            for (String figure : new String[] {
                "total_sessions", "total_traces", "success_rate", "traces", "tool_calls", "tools", "rewards"
            }) {
                assertThat(second.get(figure)).as(figure).isEqualTo(first.get(figure));
            }
            assertThat(bridge.get("/traces?limit=200").body()).isEqualTo(traces);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-3.5_ic_sql_multiturn_gpt-3.5_10_turns.json.gz, 0.473",
        "gpt-3.5_ic_sql_react_10_turns.json.gz, 0.587",
        "gpt-3.5_ic_sql_multiturn_gpt-3.5_10_turns_handicap.json.gz, 0.728"
    })
    void interCode_imported_hasItsSuccessRate(String name, double rate, @TempDir Path home) throws Exception {
        Path file = recording("intercode-sql/" + name);
        try (ChildBridge bridge = ChildBridge.start(home)) {
            importInto(home, file);
            JsonNode stats = bridge.json("/stats");
            assertThat(stats.get("total_traces").asInt()).isEqualTo(1_034);
            assertThat(stats.get("success_rate").asDouble()).isCloseTo(rate, within(0.0005));
        }
    }

    private static Path recording(String name) {
        Path file = TRACES.resolve(name);
        assumeTrue(Files.exists(file), () -> "skipped: no recorded traces at " + file);
        return file;
    }

    private static void importInto(Path home, Path file) throws Exception {
        Process process = new ProcessBuilder(
                        ChildBridge.LAUNCHER.toString(), "import", "--home", home.toString(), file.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
    }
}
