package ai.openclaw.lightning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.cli.frame.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person reads after a decision, whatever became of it. */
class DecisionAnswersTest {

    @TempDir
    Path folder;

    @Test
    void decisions_whatTheyMean_saidForEachStatus() throws IOException {
        String accepted = CannedBridge.answers().get("POST /optimize/suggestions/decision-0a1b2c3d4e5f/accept");
        Map<String, String> meanings = Map.of(
                "adopted", "told the rule; the others are not, so that its effect stays known",
                "rejected", "undo        lightning suggestions accept 0a1b2c3d",
                "rolled_back", "the agent is not told the rule any more",
                "retired", "it is not suggested again",
                "accepted", "look        lightning experiments exp-1");
        for (Map.Entry<String, String> meaning : meanings.entrySet()) {
            Map<String, String> answers = new HashMap<>(CannedBridge.answers());
            answers.put(
                    "POST /optimize/suggestions/decision-0a1b2c3d4e5f/accept",
                    accepted.replace("\"in_experiment\"", "\"" + meaning.getKey() + "\""));
            assertThat(bridge().ask(answers, "suggestions", "accept", "0a1b2c").out())
                    .contains("is now " + meaning.getKey().replace('_', ' '), meaning.getValue());
        }
    }

    @Test
    void decisions_impossible_whyWithoutANumber() throws IOException {
        Map<String, String> answers = new HashMap<>(CannedBridge.answers());
        answers.put(
                "POST /optimize/suggestions/decision-0a1b2c3d4e5f/reject",
                "{\"status\":409,\"detail\":\"A suggestion that is rolled_back cannot become rejected.\"}");

        CommandRun run = bridge().ask(answers, "suggestions", "reject", "0a1b2c");

        assertThat(run.code()).isEqualTo(ExitCode.ERROR);
        assertThat(run.err())
                .isEqualToIgnoringNewLines("lightning: a suggestion that is rolled back cannot become rejected; "
                        + "to see its history: lightning suggestions show 0a1b2c3d");
    }

    @Test
    void decisions_thatChangeNothing_sayThat() throws IOException {
        Map<String, String> answers = new HashMap<>(CannedBridge.answers());
        String accept = "POST /optimize/suggestions/decision-0a1b2c3d4e5f/accept";
        String unchanged = answers.get(accept).replaceFirst("\\{\"to\":\"accepted\"[^}]*},", "");
        answers.put(accept, unchanged);
        answers.put(accept.replace("accept", "resume"), unchanged);

        assertThat(bridge().ask(answers, "suggestions", "accept", "0a1b2c").out())
                .isEqualToIgnoringNewLines("0a1b2c3d was in experiment already; nothing changed");
        assertThat(bridge().ask(answers, "suggestions", "resume", "0a1b2c").out())
                .isEqualToIgnoringNewLines("0a1b2c3d has no paused experiment; nothing changed");

        answers.put("GET /optimize/experiments", CannedBridge.EXPERIMENTS.replace("running", "paused"));
        assertThat(bridge().ask(answers, "suggestions", "resume", "0a1b2c").out())
                .contains("0a1b2c3d is now in experiment");
    }

    @Test
    void pause_saysWhatItMeansAndHowToGoOn() throws IOException {
        Map<String, String> answers = new HashMap<>(CannedBridge.answers());
        String accept = "POST /optimize/suggestions/decision-0a1b2c3d4e5f/accept";
        answers.put(
                accept.replace("accept", "pause"),
                answers.get(accept).replaceFirst("\\{\"to\":\"accepted\"[^}]*},", ""));

        assertThat(bridge().ask(answers, "suggestions", "pause", "0a1b2c").out())
                .contains("0a1b2c3d is now paused", "nobody is told", "lightning suggestions resume 0a1b2c3d");

        answers.put("GET /optimize/experiments", CannedBridge.EXPERIMENTS.replace("running", "paused"));
        assertThat(bridge().ask(answers, "suggestions", "pause", "0a1b2c").out())
                .isEqualToIgnoringNewLines("0a1b2c3d was paused already; nothing changed");
    }

    private CannedBridge bridge() {
        return new CannedBridge(folder.resolve("home"));
    }
}
