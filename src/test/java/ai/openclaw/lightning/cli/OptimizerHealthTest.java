package ai.openclaw.lightning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.terminal.OutputStyle;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bridge that stores events while its optimizer does not work: {@code status} and {@code doctor} say so. */
final class OptimizerHealthTest {

    private static final String STATS = "{\"total_traces\":3,\"optimizer\":{\"mode\":\"manual\"}}";

    @TempDir
    private Path folder;

    /** @param optimizer the check as {@code /health} has it; null for a bridge from before that check */
    private CommandRun run(String optimizer, String... arguments) throws IOException {
        Home home = new Home(folder.resolve("home"));
        String health = "{\"status\":\"healthy\",\"uptime\":61,\"version\":\"1\",\"checks\":{"
                + "\"storage\":{\"status\":\"pass\",\"detail\":null}"
                + (optimizer == null ? "" : ",\"optimizer\":" + optimizer) + "}}";
        try (FakeBridge bridge = new FakeBridge(home, Map.of("GET /health", health, "GET /stats", STATS))) {
            CommandRun run =
                    CommandRun.with(Map.of("LIGHTNING_HOME", home.root().toString()), OutputStyle.PLAIN, arguments);
            assertThat(bridge.asked()).isNotEmpty();
            return run;
        }
    }

    private JsonNode doctorOn(String optimizer) throws IOException {
        for (JsonNode check : run(optimizer, "doctor", "--json").json().get("checks")) {
            if (check.get("check").asText().equals("optimizer")) {
                return check;
            }
        }
        return null;
    }

    @Test
    void status_optimizerWorks_saysNothingOfIt() throws IOException {
        for (String check : new String[] {null, "{\"status\":\"pass\",\"detail\":null}"}) {
            CommandRun status = run(check, "status");

            assertThat(status.code()).isEqualTo(ExitCode.OK);
            assertThat(status.out()).contains("running, healthy").doesNotContain("can't");
        }
    }

    @Test
    void status_aRowCannotBeRead_saysSo_andItIsHealthy() throws IOException {
        CommandRun status = run("{\"status\":\"warn\",\"detail\":\"a row can't be read\"}", "status");

        assertThat(status.code()).isEqualTo(ExitCode.OK);
        assertThat(status.out()).contains("running, healthy", "a row can't be read");
    }

    @Test
    void status_optimizerIsOff_isUnhealthy() throws IOException {
        String off = "{\"status\":\"fail\",\"detail\":\"the optimizer has not started\"}";
        CommandRun status = run(off, "status");

        assertThat(status.code()).isEqualTo(ExitCode.UNHEALTHY);
        assertThat(status.out()).contains("running, unhealthy", "the optimizer has not started");
        assertThat(run(off, "status", "--json").json().get("healthy").asBoolean())
                .isFalse();
    }

    @Test
    void doctor_saysHowTheOptimizerDoes() throws IOException {
        assertThat(doctorOn("{\"status\":\"pass\",\"detail\":null}")
                        .get("level")
                        .asText())
                .isEqualTo("ok");
        JsonNode warning = doctorOn("{\"status\":\"warn\",\"detail\":\"a row can't be read\"}");
        assertThat(warning.get("level").asText()).isEqualTo("warning");
        assertThat(warning.get("detail").asText()).isEqualTo("a row can't be read");
        assertThat(warning.get("fix").asText()).isEqualTo("lightning logs -n 50");
        assertThat(doctorOn("{\"status\":\"fail\",\"detail\":\"off\"}")
                        .get("level")
                        .asText())
                .isEqualTo("failure");
        assertThat(doctorOn(null)).as("a bridge that does not say").isNull();
    }
}
