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

    /** A hash says nothing to a person, and the words of a deleted trace are gone. */
    @Test
    void show_groupsOfLikeTasks_areCalledByTheirMessage() throws IOException {
        Map<String, String> answers = new HashMap<>(CannedBridge.answers());
        Map<String, String> names = Map.of(
                "message a664b399f8ab | m\",\"trace_id\":\"" + CannedBridge.ID,
                "\"fix the test\" | m",
                "family 0a1b2c3d\",\"trace_id\":\"" + CannedBridge.ID,
                "like \"fix the test\"",
                "message a664b399f8ab | m\",\"trace_id\":\"gone",
                "one repeated task | m",
                "family 0a1b2c3d | m\",\"trace_id\":\"gone",
                "similar tasks | m",
                "family affairs\",\"trace_id\":\"" + CannedBridge.ID,
                "family affairs");
        for (Map.Entry<String, String> name : names.entrySet()) {
            answers.put("GET /optimize/suggestions", CannedBridge.SUGGESTIONS.replace("parser", name.getKey()));
            assertThat(bridge().ask(answers, "suggestions", "show", "0a1b2c").out())
                    .contains("  " + name.getValue() + System.lineSeparator());
        }
        answers.put(
                "GET /optimize/suggestions",
                CannedBridge.SUGGESTIONS.replace("parser", "message a664b399f8ab\",\"trace_id\":\"" + CannedBridge.ID));
        answers.replaceAll((path, answer) -> answer.replace("fix \\u001b", "fix " + "ten words ".repeat(40)));
        assertThat(bridge().ask(answers, "suggestions", "show", "0a1b2c").out())
                .contains("fix ten words")
                .doesNotContain("ten words ".repeat(7));
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
