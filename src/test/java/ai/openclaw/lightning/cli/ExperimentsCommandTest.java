package ai.openclaw.lightning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.cli.frame.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command about experiments makes of a bridge's answers. */
class ExperimentsCommandTest {

    @TempDir
    Path folder;

    @Test
    void experiments_listAndShow_withEvidence() throws IOException {
        assertThat(bridge().ask(CannedBridge.answers(), "experiments").out())
                .contains("exp-1", "running", "50 %", "70 %", "120/4,000", "4.20", "0a1b2c3d");
        assertThat(bridge().ask(CannedBridge.answers(), "experiments", "exp-1").out())
                .contains(
                        "goes on",
                        "evidence    4.20 that it helps; it is adopted at 20",
                        "            0.10 that it harms; it is rolled back at 10",
                        "            0.60 that too little is to be gained; it ends at 10",
                        "situation   +20 points in the 39 traces in which",
                        "in which `run_tests` failed",
                        "about 9 days",
                        "97 % of those who were to be told");
    }

    /** Nothing is measured yet, so no figure may look as if something was. */
    @Test
    void experiments_beforeAnyData_dashesAndNoVerdict() throws IOException {
        Map<String, String> answers = new HashMap<>(CannedBridge.answers());
        answers.put(
                "GET /optimize/experiments",
                CannedBridge.EXPERIMENTS
                        .replace("goes on", "0 of at most 4000 units counted.")
                        .replaceAll("\"traces\":[0-9]+,\"mean\":[0-9.]+", "\"traces\":0,\"mean\":null")
                        .replaceAll("\"estimate\":[0-9.]+", "\"estimate\":0.0"));

        assertThat(bridge().ask(answers, "experiments", "exp-1").out())
                .contains("verdict     none yet", "effect      -" + System.lineSeparator())
                .contains("situation   - in the 0 traces in which", "not told    - of 0 traces")
                .doesNotContain("4000", "+0.00");
    }

    @Test
    void experiments_idOfTheSuggestion_showsItsExperiment() throws IOException {
        assertThat(bridge().ask(CannedBridge.answers(), "experiments", "0a1b2c3d")
                        .out())
                .startsWith("exp-1  running");
        CommandRun none = bridge().ask(CannedBridge.answers(), "experiments", "0a1b2c3e");
        assertThat(none.code()).isEqualTo(ExitCode.ERROR);
        assertThat(none.err()).contains("there is no experiment 0a1b2c3e");
    }

    private CannedBridge bridge() {
        return new CannedBridge(folder.resolve("home"));
    }
}
