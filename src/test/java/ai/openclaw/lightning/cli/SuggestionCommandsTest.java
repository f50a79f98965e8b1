package ai.openclaw.lightning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands about suggestions make of a bridge's answers. */
class SuggestionCommandsTest {

    @TempDir
    Path folder;

    @Test
    void suggestions_listAndShow_withEvidence() throws IOException {
        CommandRun list = bridge().ask(CannedBridge.answers(), "suggestions");
        CommandRun show = bridge().ask(CannedBridge.answers(), "suggestions", "show", "0a1b2c");

        assertThat(list.out()).contains("0a1b2c3d    proposed  replicated  +21 points  coder  After run_tests fails");
        assertThat(show.out())
                .contains("+21 points (95 %: +9.0 points to +33 points) on success", "70 %", "49 %", "parser")
                .contains("about 400 traces, which take about 2 weeks", "lightning traces show 4bf92f3577b3")
                .contains("history", "proposed by the optimizer: found");
    }

    @Test
    void history_personWithoutANote_noReason() throws IOException {
        Map<String, String> answers = new HashMap<>(CannedBridge.answers());
        answers.put(
                "GET /optimize/suggestions",
                CannedBridge.SUGGESTIONS.replace(
                        "\"history\":[",
                        "\"history\":[{\"to\":\"rejected\",\"at\":1,\"actor\":\"person\",\"reason\":\"\"},"
                                + "{\"to\":\"accepted\",\"at\":2,\"actor\":\"person\",\"reason\":\"let's see\"},"
                                + "{\"to\":\"retired\",\"at\":3,\"actor\":\"ada\",\"reason\":\"\"},"));

        assertThat(bridge().ask(answers, "suggestions", "show", "0a1b2c").out())
                .contains(
                        "rejected by a person" + System.lineSeparator(),
                        "accepted by a person: let's see",
                        "retired by ada");
    }

    /** It has no text of its own. */
    @Test
    void suggestions_removal_namesTheRuleThatGoes() throws IOException {
        Map<String, String> answers = new HashMap<>(CannedBridge.answers());
        answers.put(
                "GET /optimize/suggestions",
                CannedBridge.SUGGESTIONS
                        .replaceFirst("\"kind\":\"[a-z_]*\"", "\"kind\":\"remove_rule\"")
                        .replaceFirst("\"replaces\":null", "\"replaces\":\"decision-ffff\"")
                        .replaceFirst("\"text\":\"[^\"]*\"", "\"text\":\"\""));
        assertThat(bridge().ask(answers, "suggestions").out()).contains("(takes away the rule of decision-ffff)");
        assertThat(bridge().ask(answers, "suggestions", "show", "0a1b2c").out())
                .contains("(takes away the rule of decision-ffff)")
                .doesNotContain("instead of");
    }

    private CannedBridge bridge() {
        return new CannedBridge(folder.resolve("home"));
    }
}
