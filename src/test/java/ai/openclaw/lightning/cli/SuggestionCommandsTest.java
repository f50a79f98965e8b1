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

    /** Nobody plans by weeks what takes a day; the page says days too. */
    @Test
    void suggestions_timeToDecide_daysBelowTwoWeeks() throws IOException {
        Map<String, String> times = Map.of("0.1", "1 day", "1.0", "7 days", "1.9", "13 days", "2.6", "3 weeks");
        for (Map.Entry<String, String> time : times.entrySet()) {
            Map<String, String> answers = new HashMap<>(CannedBridge.answers());
            answers.put(
                    "GET /optimize/suggestions",
                    CannedBridge.SUGGESTIONS.replace("decision_weeks\":2.2", "decision_weeks\":" + time.getKey()));
            assertThat(bridge().ask(answers, "suggestions", "show", "0a1b2c").out())
                    .contains("about 400 traces, which take about " + time.getValue() + System.lineSeparator());
        }
    }

    @Test
    void history_personWithoutANote_noReason() throws IOException {
        Map<String, String> answers = new HashMap<>(CannedBridge.answers());
        answers.put(
                "GET /optimize/suggestions",
                CannedBridge.SUGGESTIONS.replace(
                        "\"history\":[",
                        "\"history\":[{\"to\":\"rejected\",\"at\":1,\"actor\":\"person\",\"reason\":\"Decided by a person.\"},"
                                + "{\"to\":\"accepted\",\"at\":2,\"actor\":\"person\",\"reason\":\"let's see\"},"));

        assertThat(bridge().ask(answers, "suggestions", "show", "0a1b2c").out())
                .contains("rejected by a person" + System.lineSeparator(), "accepted by a person: let's see");
    }

    /** What a trial measured says more than what the agent did by itself. */
    @Test
    void suggestions_afterATrial_measuredEffectFirst() throws IOException {
        Map<String, String> answers = new HashMap<>(CannedBridge.answers());
        answers.put(
                "GET /optimize/suggestions",
                CannedBridge.SUGGESTIONS.replace("\"measured\":null", CannedBridge.MEASURED));
        CommandRun list = bridge().ask(answers, "suggestions");
        CommandRun show = bridge().ask(answers, "suggestions", "show", "0a1b2c");

        assertThat(list.out()).contains("+12 points").doesNotContain("+21 points");
        assertThat(show.out())
                .contains(
                        "measured    +12 points (95 %: +2.0 points to +22 points) on success over 231 traces, where the")
                .contains("seen before +21 points");
    }

    @Test
    void suggestions_savedCalls_areTheEffect() throws IOException {
        Map<String, String> answers = new HashMap<>(CannedBridge.answers());
        answers.put(
                "GET /optimize/suggestions",
                CannedBridge.SUGGESTIONS.replace(
                        "\"measured\":null",
                        CannedBridge.MEASURED.replace("goal\":\"success", "goal\":\"fewer_calls")));

        assertThat(bridge().ask(answers, "suggestions").out()).contains("-2.1 calls");
    }

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
                .startsWith("decision-0a1b2c3d4e5f is now in experiment" + System.lineSeparator())
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
        for (String decision : List.of("accept", "reject", "rollback", "resume", "retire")) {
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
                .isEqualToIgnoringNewLines("decision-0a1b2c3d4e5f was in experiment already; nothing changed");
        assertThat(bridge().ask(answers, "suggestions", "resume", "0a1b2c").out())
                .isEqualToIgnoringNewLines("decision-0a1b2c3d4e5f has no paused experiment; nothing changed");

        answers.put("GET /optimize/experiments", CannedBridge.EXPERIMENTS.replace("running", "paused"));
        assertThat(bridge().ask(answers, "suggestions", "resume", "0a1b2c").out())
                .contains("decision-0a1b2c3d4e5f is now in experiment");
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
        assertThat(bridge().ask(answers, "suggestions").out()).contains("(removes the rule of decision-ffff)");
        assertThat(bridge().ask(answers, "suggestions", "show", "0a1b2c").out())
                .contains("(removes the rule of decision-ffff)")
                .doesNotContain("instead of");
    }

    private CannedBridge bridge() {
        return new CannedBridge(folder.resolve("home"));
    }
}
