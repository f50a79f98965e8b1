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

class RateCommandTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @TempDir
    private Path folder;

    private CommandRun ask(List<String> asked, String... arguments) throws IOException {
        Map<String, String> answers = new HashMap<>(CannedBridge.answers());
        answers.put(
                "GET /optimize/ratings",
                "{\"wanted\":[{\"trace_id\":\"" + TRACE + "\",\"agent_id\":\"coder\",\"experiment\":\"exp-1\","
                        + "\"outcome_estimate\":0.42,\"signals\":[\"the last tool call failed\"],"
                        + "\"until\":1763812800000}],\"next\":null}");
        answers.put("POST /reward/emit", "{\"success\":true,\"trace_id\":\"" + TRACE + "\"}");
        return new CannedBridge(folder.resolve("home")).ask(answers, asked, arguments);
    }

    @Test
    void rate_alone_listsWhatIsWantedAndWhy() throws IOException {
        assertThat(ask(new ArrayList<>(), "rate").out())
                .contains("4bf92f3577b3", "coder", "42 % good", "the last tool call failed");
        assertThat(ask(new ArrayList<>(), "rate", "--json").json().path("wanted"))
                .hasSize(1);
    }

    @Test
    void rate_aTrace_sendsTheUsersWord() throws IOException {
        List<String> asked = new ArrayList<>();
        CommandRun run = ask(asked, "rate", TRACE, "bad");

        assertThat(run.code()).isEqualTo(ExitCode.OK);
        assertThat(run.err() + run.out()).contains("4bf92f3577b3 failed");
        assertThat(asked)
                .anyMatch(one ->
                        one.startsWith("POST /reward/emit") && one.contains("\"success\":false,\"source\":\"user\""));
    }

    @Test
    void rate_withoutAWord_saysWhatIsMissing() throws IOException {
        CommandRun run = ask(new ArrayList<>(), "rate", TRACE);

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("good, or bad");
        assertThat(ask(new ArrayList<>(), "rate", TRACE, "superb").code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void experimentsAndSuggestions_onEstimates_sayThatAndHowGoodTheyAre() throws IOException {
        Map<String, String> answers = new HashMap<>(CannedBridge.answers());
        answers.put(
                "GET /optimize/experiments",
                CannedBridge.EXPERIMENTS.replace(
                        "\"method\":",
                        "\"outcomes\":\"estimated\",\"estimates\":{\"rated\":7,\"effect\":{\"estimate\":0.31,"
                                + "\"low\":null,\"high\":null},\"control_error\":0,\"treatment_error\":-0.2},\"method\":"));
        answers.computeIfPresent(
                "GET /optimize/suggestions",
                (path, page) -> page.replace(
                        "\"analyzed_traces\":300,\"generated_at\"",
                        "\"estimates\":[{\"agent_id\":\"coder\",\"explicit\":8,\"estimated\":12,\"auc\":0.9}],"
                                + "\"analyzed_traces\":300,\"generated_at\""));
        CannedBridge bridge = new CannedBridge(folder.resolve("home"));

        assertThat(bridge.ask(answers, "experiments", "exp-1").out())
                .contains("7 rated", "alone they say +31", "lightning rate");
        assertThat(bridge.ask(answers, "suggestions").err())
                .contains(
                        "coder: 12 estimated outcomes, 8 known ones; a success",
                        "a larger estimate than a failure in 90 % of pairs");
    }
}
