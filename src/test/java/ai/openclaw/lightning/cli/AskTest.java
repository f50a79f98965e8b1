package ai.openclaw.lightning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.terminal.OutputStyle;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the asking commands make of a bridge's answers. */
class AskTest {

    @TempDir
    Path folder;

    @Test
    void traces_hostileText_shownAsATableWithoutIt() throws IOException {
        CommandRun run = bridge().ask(CannedBridge.answers(), "traces", "--failed", "--limit", "5");

        assertThat(run.code()).isEqualTo(ExitCode.OK);
        assertThat(run.out().lines().toList().get(0)).startsWith("TRACE ").endsWith("MESSAGE");
        assertThat(run.out()).contains("4bf92f3577b3 ", "12 s", "failure", "s1", "fix the test");
        assertThat(run.out()).doesNotContain("\u001b", "\u202e", "owned", "[2J");
    }

    @Test
    void traces_filters_askedForAndPagedToTheLimit() throws IOException {
        List<String> asked = new ArrayList<>();
        bridge().ask(
                        CannedBridge.answers(),
                        asked,
                        "traces",
                        "list",
                        "--failed",
                        "--tool",
                        "a b&c",
                        "--session",
                        "s 1",
                        "--limit",
                        "7");

        assertThat(asked).hasSize(1);
        assertThat(asked.get(0))
                .contains("GET /traces?", "session_key=s%201", "success=false", "tool=a%20b%26c", "limit=7");
    }

    @Test
    void tracesList_shortPages_goesOnToTheLimit() throws IOException {
        Map<String, String> answers = new HashMap<>(CannedBridge.answers());
        answers.put("GET /traces?limit=5", traces("c1", "a1", "a2"));
        answers.put("GET /traces?limit=3&cursor=c1", traces("c2"));
        answers.put("GET /traces?limit=3&cursor=c2", traces("c3", "b1", "b2"));
        answers.put("GET /traces?limit=1&cursor=c3", traces("c4", "d1"));

        List<String> ids = new ArrayList<>();
        CommandRun json = bridge().ask(answers, "traces", "list", "--limit", "5", "--json");
        json.json().get("traces").forEach(trace -> ids.add(trace.get("trace_id").asText()));
        assertThat(ids).containsExactly("a1", "a2", "b1", "b2", "d1");
        assertThat(json.json().get("next").asText()).isEqualTo("c4");
        CommandRun table = bridge().ask(answers, "traces", "list", "--limit", "5");
        assertThat(table.out()).contains("a1 ", "a2 ", "b1 ", "b2 ", "d1 ");
        assertThat(table.err()).contains("there are more");
    }

    private static String traces(String next, String... ids) {
        String rows = String.join(
                ",",
                Arrays.stream(ids)
                        .map(id -> CannedBridge.TRACE.replace(CannedBridge.ID, id) + "}")
                        .toList());
        return "{\"traces\":[" + rows + "],\"next\":\"" + next + "\"}";
    }

    @Test
    void tracesShow_callsAndRewardsInPages_showsAll() throws IOException {
        String call = "{\"call_id\":\"%s\",\"tool_name\":\"%s\",\"params\":null,\"result\":null,\"error\":null}";
        String reward = "{\"reward_id\":\"%s\",\"source\":\"%s\"}";
        String page =
                CannedBridge.TRACE + ",\"tool_calls\":[%s],\"next_calls\":%s,\"rewards\":[%s],\"next_rewards\":%s}";
        Map<String, String> answers = new HashMap<>(CannedBridge.answers());
        answers.put(
                "GET /traces/" + CannedBridge.ID,
                page.formatted(call.formatted("1", "first"), "\"c1\"", reward.formatted("1", "user"), "\"r1\""));
        answers.put(
                "GET /traces/" + CannedBridge.ID + "?calls_cursor=c1",
                page.formatted(call.formatted("2", "second"), "\"c2\"", reward.formatted("1", "user"), "\"r1\""));
        answers.put(
                "GET /traces/" + CannedBridge.ID + "?calls_cursor=c2",
                page.formatted(call.formatted("3", "third"), "null", reward.formatted("1", "user"), "\"r1\""));
        answers.put(
                "GET /traces/" + CannedBridge.ID + "?rewards_cursor=r1",
                page.formatted("", "null", reward.formatted("2", "agent"), "null"));

        JsonNode shown = bridge().ask(answers, "traces", "show", CannedBridge.ID, "--json")
                .json();
        assertThat(shown.findValuesAsText("call_id")).containsExactly("1", "2", "3");
        assertThat(shown.findValuesAsText("reward_id")).containsExactly("1", "2");
        assertThat(shown.get("next_calls").isNull()).isTrue();
        assertThat(shown.get("trace_id").asText()).isEqualTo(CannedBridge.ID);
        for (String option : List.of("--full", "--home=" + folder.resolve("home"))) {
            assertThat(bridge().ask(answers, "traces", "show", CannedBridge.ID, option)
                            .out())
                    .contains("first", "second", "third", "user", "agent");
        }
    }

    @Test
    void tracesShow_beginningOfAnIdOnALaterPage_found() throws IOException {
        Map<String, String> answers = new HashMap<>(CannedBridge.answers());
        answers.put("GET /traces?limit=200", traces("c1", "a".repeat(32)));
        answers.put("GET /traces?limit=200&cursor=c1", traces("c2"));
        answers.put("GET /traces?limit=200&cursor=c2", traces("c3", CannedBridge.ID));
        answers.put("GET /traces?limit=200&cursor=c3", "{\"traces\":[],\"next\":null}");

        assertThat(bridge().ask(answers, "traces", "show", CannedBridge.ID.substring(0, 8))
                        .out())
                .contains(CannedBridge.ID);
    }

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

        assertThat(bridge().ask(answers, "suggestions").out()).contains("decision-ffffff", "decision-0a1b2c");
        assertThat(bridge().ask(answers, "suggestions", "--json").json().findValuesAsText("id"))
                .hasSize(2);
        assertThat(bridge().ask(answers, "suggestions", "show", "0a1b2c").out()).contains("decision-0a1b2c");
        assertThat(bridge().ask(answers, "suggestions", "accept", "0a1b2c").out())
                .contains("is now in experiment");
        assertThat(bridge().ask(answers, "suggestions", "show", "decision").err())
                .contains("is part of several ids: decision-ffffff3d4e5f, decision-0a1b2c3d4e5f");
        assertThat(bridge().ask(answers, "experiments").out()).contains("exp-0", "exp-1");
        assertThat(bridge().ask(answers, "experiments", "exp-1").out()).contains("goes on");
        assertThat(bridge().ask(answers, "experiments", "--json").json().get("experiments"))
                .hasSize(2);
    }

    @Test
    void tracesShow_beginningOfAnId_found() throws IOException {
        CommandRun run = bridge().ask(CannedBridge.answers(), "traces", "show", "4bf92f35", "--full");

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.out())
                .contains(CannedBridge.ID, "ended, failure", "failed: 1 failed", "\"path\":\"tests/\"", "-0.50");
        assertThat(run.out()).doesNotContain("\u009b");
        assertThat(bridge().ask(CannedBridge.answers(), "traces", "show", "ffffffff")
                        .err())
                .contains("no trace whose id begins with");
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
    void tracesShow_cutAndAlike_areToldApart() throws IOException {
        String object = "{\"truncated\":true,\"bytes\":12345,\"head\":\"it began\"}";
        String text = "\"" + object.replace("\"", "\\\"") + "\"";
        for (boolean cut : List.of(true, false)) {
            Map<String, String> answers = new HashMap<>(CannedBridge.answers());
            answers.put(
                    "GET /traces/" + CannedBridge.ID,
                    String.format(Locale.ROOT, """
                    {"trace_id":"%1$s","status":"ended","message":%2$s,"message_cut":%3$s,"tool_calls":[
                      {"tool_name":"read","params":%4$s,"params_cut":%3$s,"error":%2$s,"error_cut":%3$s}],"rewards":[]}
                    """, CannedBridge.ID, cut ? object : text, cut, object));
            CommandRun run = bridge().ask(answers, "traces", "show", CannedBridge.ID, "--full");

            assertThat(run.out().split(cut ? "it began… \\(12345 bytes\\)" : "\\{\"truncated\":true", -1))
                    .as(run.out())
                    .hasSize(4);
            assertThat(run.out().contains("truncated")).isNotEqualTo(cut);
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
        assertThat(run.err()).contains("GET /stats was answered 404: no such route");
    }

    @Test
    void tracesShow_unknownOrEmptyId_saysSoAndWhereToLook() throws IOException {
        CommandRun unknown = bridge().ask(CannedBridge.answers(), "traces", "show", "no-such\u001b[31m");
        CommandRun empty = bridge().ask(CannedBridge.answers(), "traces", "show", "");

        assertThat(unknown.code()).isEqualTo(ExitCode.ERROR);
        assertThat(unknown.err())
                .startsWith("lightning: there is no trace no-such")
                .contains("lightning traces");
        assertThat(unknown.err()).doesNotContain("\u001b", "GET ");
        assertThat(empty.code()).isEqualTo(ExitCode.USAGE);
        assertThat(empty.err()).contains("an empty id names no trace");
    }

    @Test
    void home_thatIsAFile_saidInWords() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        for (String command : List.of("status", "stop", "stats")) {
            CommandRun run = CommandRun.of(command, "--home", file.toString());

            assertThat(run.code()).as(command).isEqualTo(ExitCode.USAGE);
            assertThat(run.err())
                    .isEqualTo("lightning: " + file + ": is a file, and a home is a folder; name another one"
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
            assertThat(run.out()).contains("\u001b[31mfailure\u001b[0m").doesNotContain("\u001b]", "\u001b[2J");
        }
    }

    private CannedBridge bridge() {
        return new CannedBridge(folder.resolve("home"));
    }
}
