package ai.openclaw.lightning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.terminal.OutputStyle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the asking commands have in common: their documents, their mistakes and their colours. */
class AskTest {

    @TempDir
    Path folder;

    @Test
    void suggestionsAndExperiments_onALaterPage_found() throws IOException {
        String suggestion = CannedBridge.SUGGESTIONS.substring(
                CannedBridge.SUGGESTIONS.indexOf("{\"id\""), CannedBridge.SUGGESTIONS.lastIndexOf("],"));
        String experiment = CannedBridge.EXPERIMENTS.substring(
                CannedBridge.EXPERIMENTS.indexOf("{\"id\""), CannedBridge.EXPERIMENTS.lastIndexOf("]"));
        String page = "{\"%s\":[%s],\"next\":%s,\"analyzed_traces\":300,\"generated_at\":null}";
        Map<String, String> answers = new HashMap<>(CannedBridge.answers());
        for (String limit : List.of("50", "49", "200")) {
            String first = page.formatted("suggestions", suggestion.replace("0a1b2c", "ffffff"), "\"1\"");
            answers.put("GET /optimize/suggestions?limit=" + limit, first);
            answers.put(
                    "GET /optimize/suggestions?limit=" + limit + "&cursor=1",
                    page.formatted("suggestions", suggestion, "null"));
        }
        answers.put(
                "GET /optimize/experiments?limit=200",
                page.formatted("experiments", experiment.replace("exp-1", "exp-0"), "\"1\""));
        answers.put("GET /optimize/experiments?limit=200&cursor=1", page.formatted("experiments", experiment, "null"));

        assertThat(bridge().ask(answers, "suggestions").out()).contains("ffffff3d", "0a1b2c3d");
        assertThat(bridge().ask(answers, "suggestions", "--json").json().findValuesAsText("id"))
                .hasSize(2);
        assertThat(bridge().ask(answers, "suggestions", "show", "0a1b2c").out()).contains("decision-0a1b2c");
        assertThat(bridge().ask(answers, "suggestions", "accept", "0a1b2c").out())
                .contains("is now in experiment");
        assertThat(bridge().ask(answers, "suggestions", "show", "decision").err())
                .contains("matches several ids: decision-ffffff3d4e5f, decision-0a1b2c3d4e5f");
        assertThat(bridge().ask(answers, "experiments").out()).contains("exp-0", "exp-1");
        assertThat(bridge().ask(answers, "experiments", "exp-1").out()).contains("goes on");
        assertThat(bridge().ask(answers, "experiments", "--json").json().get("experiments"))
                .hasSize(2);
    }

    /** Right after an import, say. */
    @Test
    void suggestions_noneWhileTracesWait_saysSo() throws IOException {
        Map<String, String> answers = new HashMap<>(CannedBridge.answers());
        answers.put("GET /optimize/suggestions?limit=50", "{\"suggestions\":[],\"next\":null,\"analyzed_traces\":7}");
        answers.put("GET /stats", "{\"optimizer\":{\"waiting_traces\":300}}");
        assertThat(bridge().ask(answers, "suggestions").out()
                        + bridge().ask(answers, "suggestions").err())
                .contains("no suggestions; 7 closed traces analyzed, 300 to go: ask again in a moment");
        answers.put("GET /stats", "{\"optimizer\":{\"waiting_traces\":0}}");
        CommandRun run = bridge().ask(answers, "suggestions");
        assertThat(run.out() + run.err()).contains("7 closed traces analyzed").doesNotContain("to go");
    }

    @Test
    void json_everyReadingCommand_oneDocumentWithSchemaVersion() throws IOException {
        for (String line : List.of(
                "stats",
                "status",
                "traces",
                "traces show last",
                "suggestions",
                "suggestions show decision",
                "experiments",
                "experiments exp-1",
                "config show",
                "config validate",
                "config path",
                "key show",
                "version")) {
            CommandRun run = bridge().ask(CannedBridge.answers(), (line + " --json").split(" "));

            assertThat(run.code()).as(line + run.err()).isEqualTo(ExitCode.OK);
            assertThat(run.json().path("schema_version").asInt()).as(line).isEqualTo(1);
            assertThat(run.json().fieldNames().next()).isEqualTo("schema_version");
            assertThat(run.out()).as(line).doesNotContain("\u001b", "\u202e");
            assertThat(run.err()).as(line).isEmpty();
        }
    }

    @Test
    void ask_wrongArguments_exit2SayingWhere() throws IOException {
        for (String line : List.of(
                "traces --limit 0",
                "traces --failed --succeeded",
                "traces --since yesterdayish",
                "traces --status dead",
                "traces show",
                "suggestions --limit 201",
                "suggestions --status great",
                "suggestions accept 0a1b2c --mode fast",
                "stats --jsno")) {
            CommandRun run = bridge().ask(CannedBridge.answers(), line.split(" "));

            assertThat(run.code()).as(line + run.err()).isEqualTo(ExitCode.USAGE);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).startsWith("lightning: ");
        }
    }

    @Test
    void ask_refusedByTheBridge_exit1WithItsReason() throws IOException {
        CommandRun run = bridge().ask(Map.of(), "stats");

        assertThat(run.code()).isEqualTo(ExitCode.ERROR);
        assertThat(run.err()).contains("the bridge refused GET /stats: no such route");
    }

    @Test
    void home_thatIsAFile_saidInWords() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        for (String command : List.of("status", "stop", "stats")) {
            CommandRun run = CommandRun.of(command, "--home", file.toString());

            assertThat(run.code()).as(command).isEqualTo(ExitCode.USAGE);
            assertThat(run.err())
                    .isEqualTo("lightning: " + file + ": is a file, but a home must be a folder; choose another one"
                            + System.lineSeparator());
        }
    }

    @Test
    void stats_onATerminal_colouredOnlyThere() throws IOException {
        Home home = new Home(folder.resolve("coloured"));
        try (FakeBridge bridge = new FakeBridge(home, CannedBridge.answers())) {
            CommandRun run = CommandRun.with(
                    Map.of("LIGHTNING_HOME", home.root().toString()), new OutputStyle(true, true, 80), "traces");

            assertThat(bridge.asked()).hasSize(1);
            assertThat(run.out()).contains("\u001b[31mfailed\u001b[0m").doesNotContain("\u001b]", "\u001b[2J");
        }
    }

    private CannedBridge bridge() {
        return new CannedBridge(folder.resolve("home"));
    }
}
