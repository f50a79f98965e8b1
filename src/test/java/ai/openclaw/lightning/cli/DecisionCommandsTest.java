package ai.openclaw.lightning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.cli.frame.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands by which a person decides about a suggestion. */
class DecisionCommandsTest {

    @TempDir
    Path folder;

    @Test
    void accept_partOfTheId_wholeIdWithModeAndNote() throws IOException {
        List<String> asked = new ArrayList<>();
        CommandRun run = bridge().ask(
                        CannedBridge.answers(),
                        asked,
                        "suggestions",
                        "accept",
                        "0a1b2c",
                        "--mode",
                        "canary",
                        "--note",
                        "let's see");

        assertThat(run.out())
                .startsWith("0a1b2c3d is now in experiment" + System.lineSeparator())
                .contains("next        50 % of the traces, drawn by lot, are told the rule; the others are not")
                .contains("how long    about 400 traces, which take about 2 weeks; it ends after 4,000 at the latest")
                .contains("look        lightning experiments exp-1, or the page: lightning dashboard")
                .contains("undo        lightning suggestions rollback 0a1b2c3d");
        assertThat(asked.get(1))
                .startsWith("POST /optimize/suggestions/decision-0a1b2c3d4e5f/accept ")
                .contains("\"mode\":\"canary\"", "\"note\":\"let's see\"");
    }

    /** One command for each transition that the interface has. */
    @Test
    void decisions_eachHasItsCommand() throws IOException {
        for (String decision : List.of("accept", "reject", "rollback", "pause", "resume", "retire")) {
            List<String> asked = new ArrayList<>();
            Map<String, String> answers = new HashMap<>(CannedBridge.answers());
            String path = "POST /optimize/suggestions/decision-0a1b2c3d4e5f/" + decision;
            answers.put(path, answers.get("POST /optimize/suggestions/decision-0a1b2c3d4e5f/accept"));
            CommandRun run = bridge().ask(answers, asked, "suggestions", decision, "0a1b2c", "--note", "so");

            assertThat(run.code()).as(decision + run.err()).isEqualTo(ExitCode.OK);
            String sent = asked.stream()
                    .filter(one -> one.startsWith("POST"))
                    .findFirst()
                    .orElseThrow();
            assertThat(sent).startsWith(path + " ").contains("\"note\":\"so\"");
            assertThat(sent.contains("mode")).isEqualTo(decision.equals("accept"));
        }
        assertThat(bridge().ask(CannedBridge.answers(), "suggestions", "retire", "0a1b2c")
                        .err())
                .contains("the bridge refused POST /optimize/suggestions/decision-0a1b2c3d4e5f/retire: no such route");
    }

    private CannedBridge bridge() {
        return new CannedBridge(folder.resolve("home"));
    }
}
