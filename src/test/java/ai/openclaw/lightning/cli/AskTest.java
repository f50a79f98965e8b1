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
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the asking commands make of a bridge's answers. */
class AskTest {

    private static final String ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String TRACE = """
        {"trace_id":"%s","session_key":"s\\u001b[2J1","session_id":"s1","status":"ended",
         "message":"fix \\u001b]0;owned\\u0007the \\u202etest","start_time":1763812800000,"end_time":1763812812400,
         "duration_ms":12400,"success":false,"reward":-0.5,"tokens_used":3062,"latency_ms":12400,"agent_id":"coder",
         "model":"m","task_key":null,"prompt_version":null,"metadata":null,"tools_used":["run_tests"],
         "tool_count":1,"arms":null\
        """.formatted(ID);
    private static final String CALLS = """
        ,"tool_calls":[{"call_id":"c","tool_name":"run_tests","params":{"path":"tests/"},"result":null,
         "error":"1 failed\\u009b31m","duration_ms":740,"timestamp":1763812801000}],"next_calls":null,
         "rewards":[{"reward_id":"r","success":false,"value":null,"reward":-0.5,"source":"client",
         "user_rating":2,"timestamp":1763812812000}]}\
        """;
    private static final String SUGGESTIONS = """
        {"suggestions":[{"id":"decision-0a1b2c3d4e5f","optimizer":"decision","kind":"add_rule","replaces":null,
         "text":"After run_tests fails, call read_file.","agent_id":"coder","tools":["read_file"],
         "status":"proposed","grade":"replicated","grade_reason":"it held on unseen traces","metric":"success",
         "effect":{"estimate":0.21,"low":0.09,"high":0.33},"expected_gain":12.0,
         "taken":{"traces":140,"mean":0.7},"not_taken":{"traces":160,"mean":0.49},"p":0.001,
         "analyzed_traces":300,"strata":[{"name":"parser","taken":{"traces":40,"mean":0.8},
         "not_taken":{"traces":50,"mean":0.5}}],"trace_ids":["%s"],
         "expected_change":{"text":"read_file is called more","share":0.5,"should_rise":true},
         "smallest_detectable_effect":0.1,"decision_traces":400,"decision_weeks":2.2,
         "history":[{"from":"proposed","to":"proposed","at":1763812800000,"actor":"optimizer","reason":"found"}]}],
         "analyzed_traces":300,"generated_at":1763812800000}\
        """.formatted(ID);
    private static final String EXPERIMENTS = """
        {"experiments":[{"id":"exp-1","status":"running","reason":"goes on","purpose":"trial","agent_id":"coder",
         "suggestions":["decision-0a1b2c3d4e5f"],"unit":"trace","method":"betting","probability":0.5,
         "units_max":4000,"started_at":1763812800000,"ended_at":null,"waiting":3,"counted":120,"missing":1,
         "evidence":4.2,"harm_evidence":0.1,"applied_share":0.97,"control":{"traces":60,"mean":0.5},
         "treatment":{"traces":60,"mean":0.7},"effect":{"estimate":0.2,"low":-0.02,"high":0.4}}]}\
        """;

    @TempDir
    Path folder;

    @Test
    void traces_hostileText_shownAsATableWithoutIt() throws IOException {
        CommandRun run = ask(answers(), "traces", "--failed", "--limit", "5");

        assertThat(run.code()).isEqualTo(ExitCode.OK);
        assertThat(run.out().lines().toList().get(0)).startsWith("TRACE ").endsWith("MESSAGE");
        assertThat(run.out()).contains("4bf92f3577b3 ", "12 s", "failure", "s1", "fix the test");
        assertThat(run.out()).doesNotContain("\u001b", "\u202e", "owned", "[2J");
    }

    @Test
    void traces_filters_askedForAndPagedToTheLimit() throws IOException {
        List<String> asked = new ArrayList<>();
        ask(answers(), asked, "traces", "list", "--failed", "--tool", "a b&c", "--session", "s 1", "--limit", "7");

        assertThat(asked).hasSize(1);
        assertThat(asked.get(0))
                .contains("GET /traces?", "session_key=s%201", "success=false", "tool=a%20b%26c", "limit=7");
    }

    @Test
    void tracesList_shortPages_goesOnToTheLimit() throws IOException {
        Map<String, String> answers = new HashMap<>(answers());
        answers.put("GET /traces?limit=5", traces("c1", "a1", "a2"));
        answers.put("GET /traces?limit=3&cursor=c1", traces("c2"));
        answers.put("GET /traces?limit=3&cursor=c2", traces("c3", "b1", "b2"));
        answers.put("GET /traces?limit=1&cursor=c3", traces("c4", "d1"));

        List<String> ids = new ArrayList<>();
        CommandRun json = ask(answers, "traces", "list", "--limit", "5", "--json");
        json.json().get("traces").forEach(trace -> ids.add(trace.get("trace_id").asText()));
        assertThat(ids).containsExactly("a1", "a2", "b1", "b2", "d1");
        assertThat(json.json().get("next").asText()).isEqualTo("c4");
        CommandRun table = ask(answers, "traces", "list", "--limit", "5");
        assertThat(table.out()).contains("a1 ", "a2 ", "b1 ", "b2 ", "d1 ");
        assertThat(table.err()).contains("there are more");
    }

    private static String traces(String next, String... ids) {
        String rows = String.join(
                ",", Arrays.stream(ids).map(id -> TRACE.replace(ID, id) + "}").toList());
        return "{\"traces\":[" + rows + "],\"next\":\"" + next + "\"}";
    }

    @Test
    void tracesShow_callsAndRewardsInPages_showsAll() throws IOException {
        String call = "{\"call_id\":\"%s\",\"tool_name\":\"%s\",\"params\":null,\"result\":null,\"error\":null}";
        String reward = "{\"reward_id\":\"%s\",\"source\":\"%s\"}";
        String page = TRACE + ",\"tool_calls\":[%s],\"next_calls\":%s,\"rewards\":[%s],\"next_rewards\":%s}";
        Map<String, String> answers = new HashMap<>(answers());
        answers.put(
                "GET /traces/" + ID,
                page.formatted(call.formatted("1", "first"), "\"c1\"", reward.formatted("1", "user"), "\"r1\""));
        answers.put(
                "GET /traces/" + ID + "?calls_cursor=c1",
                page.formatted(call.formatted("2", "second"), "\"c2\"", reward.formatted("1", "user"), "\"r1\""));
        answers.put(
                "GET /traces/" + ID + "?calls_cursor=c2",
                page.formatted(call.formatted("3", "third"), "null", reward.formatted("1", "user"), "\"r1\""));
        answers.put(
                "GET /traces/" + ID + "?rewards_cursor=r1",
                page.formatted("", "null", reward.formatted("2", "agent"), "null"));

        JsonNode shown = ask(answers, "traces", "show", ID, "--json").json();
        assertThat(shown.findValuesAsText("call_id")).containsExactly("1", "2", "3");
        assertThat(shown.findValuesAsText("reward_id")).containsExactly("1", "2");
        assertThat(shown.get("next_calls").isNull()).isTrue();
        assertThat(shown.get("trace_id").asText()).isEqualTo(ID);
        for (String option : List.of("--full", "--home=" + folder.resolve("home"))) {
            assertThat(ask(answers, "traces", "show", ID, option).out())
                    .contains("first", "second", "third", "user", "agent");
        }
    }

    @Test
    void tracesShow_beginningOfAnIdOnALaterPage_found() throws IOException {
        Map<String, String> answers = new HashMap<>(answers());
        answers.put("GET /traces?limit=200", traces("c1", "a".repeat(32)));
        answers.put("GET /traces?limit=200&cursor=c1", traces("c2"));
        answers.put("GET /traces?limit=200&cursor=c2", traces("c3", ID));
        answers.put("GET /traces?limit=200&cursor=c3", "{\"traces\":[],\"next\":null}");

        assertThat(ask(answers, "traces", "show", ID.substring(0, 8)).out()).contains(ID);
    }

    @Test
    void suggestionsAndExperiments_onALaterPage_found() throws IOException {
        String suggestion = SUGGESTIONS.substring(SUGGESTIONS.indexOf("{\"id\""), SUGGESTIONS.lastIndexOf("],"));
        String experiment = EXPERIMENTS.substring(EXPERIMENTS.indexOf("{\"id\""), EXPERIMENTS.lastIndexOf("]"));
        String page = "{\"%s\":[%s],\"next\":%s,\"analyzed_traces\":300,\"generated_at\":null}";
        Map<String, String> answers = new HashMap<>(answers());
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

        assertThat(ask(answers, "suggestions").out()).contains("decision-ffffff", "decision-0a1b2c");
        assertThat(ask(answers, "suggestions", "--json").json().findValuesAsText("id"))
                .hasSize(2);
        assertThat(ask(answers, "suggestions", "show", "0a1b2c").out()).contains("decision-0a1b2c");
        assertThat(ask(answers, "suggestions", "accept", "0a1b2c").out()).contains("is now in experiment");
        assertThat(ask(answers, "suggestions", "show", "decision").err())
                .contains("is part of several ids: decision-ffffff3d4e5f, decision-0a1b2c3d4e5f");
        assertThat(ask(answers, "experiments").out()).contains("exp-0", "exp-1");
        assertThat(ask(answers, "experiments", "exp-1").out()).contains("goes on");
        assertThat(ask(answers, "experiments", "--json").json().get("experiments"))
                .hasSize(2);
    }

    @Test
    void tracesShow_beginningOfAnId_found() throws IOException {
        CommandRun run = ask(answers(), "traces", "show", "4bf92f35", "--full");

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains(ID, "ended, failure", "failed: 1 failed", "\"path\":\"tests/\"", "-0.50");
        assertThat(run.out()).doesNotContain("\u009b");
        assertThat(ask(answers(), "traces", "show", "ffffffff").err()).contains("no trace whose id begins with");
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
            CommandRun run = ask(answers(), (line + " --json").split(" "));

            assertThat(run.code()).as(line + run.err()).isEqualTo(ExitCode.OK);
            assertThat(run.json().path("schema_version").asInt()).as(line).isEqualTo(1);
            assertThat(run.json().fieldNames().next()).isEqualTo("schema_version");
            assertThat(run.out()).as(line).doesNotContain("\u001b", "\u202e");
            assertThat(run.err()).as(line).isEmpty();
        }
    }

    @Test
    void suggestions_listAndShow_withEvidence() throws IOException {
        CommandRun list = ask(answers(), "suggestions");
        CommandRun show = ask(answers(), "suggestions", "show", "0a1b2c");

        assertThat(list.out())
                .contains("decision-0a1b2c3d4e5f  proposed  replicated  +21 points  coder  After run_tests fails");
        assertThat(show.out())
                .contains("+21 points (95 %: +9.0 points to +33 points) on success", "70 %", "49 %", "parser")
                .contains("400 traces of an experiment, about 2 weeks", "lightning traces show 4bf92f3577b3")
                .contains("history", "proposed by optimizer: found");
    }

    @Test
    void tracesShow_cutAndAlike_areToldApart() throws IOException {
        String object = "{\"truncated\":true,\"bytes\":12345,\"head\":\"it began\"}";
        String text = "\"" + object.replace("\"", "\\\"") + "\"";
        for (boolean cut : List.of(true, false)) {
            Map<String, String> answers = new HashMap<>(answers());
            answers.put("GET /traces/" + ID, """
                    {"trace_id":"%1$s","status":"ended","message":%2$s,"message_cut":%3$s,"tool_calls":[
                      {"tool_name":"read","params":%4$s,"params_cut":%3$s,"error":%2$s,"error_cut":%3$s}],"rewards":[]}
                    """.formatted(ID, cut ? object : text, cut, object));
            CommandRun run = ask(answers, "traces", "show", ID, "--full");

            assertThat(run.out().split(cut ? "it began… \\(12345 bytes\\)" : "\\{\"truncated\":true", -1))
                    .as(run.out())
                    .hasSize(4);
            assertThat(run.out().contains("truncated")).isNotEqualTo(cut);
        }
    }

    @Test
    void accept_partOfTheId_wholeIdWithModeAndNote() throws IOException {
        List<String> asked = new ArrayList<>();
        CommandRun run =
                ask(answers(), asked, "suggestions", "accept", "0a1b2c", "--mode", "canary", "--note", "let's see");

        assertThat(run.out()).isEqualTo("decision-0a1b2c3d4e5f is now in experiment" + System.lineSeparator());
        assertThat(asked.get(1))
                .startsWith("POST /optimize/suggestions/decision-0a1b2c3d4e5f/accept ")
                .contains("\"mode\":\"canary\"", "\"note\":\"let's see\"");
    }

    /** One command for each transition that the interface has. */
    @Test
    void decisions_eachHasItsCommand() throws IOException {
        for (String decision : List.of("accept", "reject", "rollback", "resume", "retire")) {
            List<String> asked = new ArrayList<>();
            Map<String, String> answers = new HashMap<>(answers());
            String path = "POST /optimize/suggestions/decision-0a1b2c3d4e5f/" + decision;
            answers.put(path, answers.get("POST /optimize/suggestions/decision-0a1b2c3d4e5f/accept"));
            CommandRun run = ask(answers, asked, "suggestions", decision, "0a1b2c", "--note", "so");

            assertThat(run.code()).as(decision + run.err()).isEqualTo(ExitCode.OK);
            assertThat(asked.get(1)).startsWith(path + " ").contains("\"note\":\"so\"");
            assertThat(asked.get(1).contains("mode")).isEqualTo(decision.equals("accept"));
        }
        assertThat(ask(answers(), "suggestions", "retire", "0a1b2c").err()).contains("404");
    }

    /** It has no text of its own. */
    @Test
    void suggestions_removal_namesTheRuleThatGoes() throws IOException {
        Map<String, String> answers = new HashMap<>(answers());
        answers.put(
                "GET /optimize/suggestions",
                SUGGESTIONS
                        .replaceFirst("\"kind\":\"[a-z_]*\"", "\"kind\":\"remove_rule\"")
                        .replaceFirst("\"replaces\":null", "\"replaces\":\"decision-ffff\"")
                        .replaceFirst("\"text\":\"[^\"]*\"", "\"text\":\"\""));
        assertThat(ask(answers, "suggestions").out()).contains("(removes the rule of decision-ffff)");
        assertThat(ask(answers, "suggestions", "show", "0a1b2c").out())
                .contains("(removes the rule of decision-ffff)")
                .doesNotContain("instead of");
    }

    @Test
    void experiments_listAndShow_withEvidence() throws IOException {
        assertThat(ask(answers(), "experiments").out())
                .contains("exp-1", "running", "50 %", "70 %", "120/4,000", "4.20", "decision-0a1b2c3d4e5f");
        assertThat(ask(answers(), "experiments", "exp-1").out())
                .contains("goes on", "4.20 for, 0.10 against", "97 % of the treated");
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
            CommandRun run = ask(answers(), line.split(" "));

            assertThat(run.code()).as(line + run.err()).isEqualTo(ExitCode.USAGE);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).startsWith("lightning: ");
        }
    }

    @Test
    void ask_refusedByTheBridge_exit1WithItsReason() throws IOException {
        CommandRun run = ask(Map.of(), "stats");

        assertThat(run.code()).isEqualTo(ExitCode.ERROR);
        assertThat(run.err()).contains("GET /stats was answered 404: no such route");
    }

    @Test
    void tracesShow_unknownOrEmptyId_saysSoAndWhereToLook() throws IOException {
        CommandRun unknown = ask(answers(), "traces", "show", "no-such\u001b[31m");
        CommandRun empty = ask(answers(), "traces", "show", "");

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
        try (FakeBridge bridge = new FakeBridge(home, answers())) {
            CommandRun run = CommandRun.with(
                    Map.of("LIGHTNING_HOME", home.root().toString()), new OutputStyle(true, true, 80), "traces");

            assertThat(bridge.asked()).hasSize(1);
            assertThat(run.out()).contains("\u001b[31mfailure\u001b[0m").doesNotContain("\u001b]", "\u001b[2J");
        }
    }

    private CommandRun ask(Map<String, String> answers, String... arguments) throws IOException {
        return ask(answers, new ArrayList<>(), arguments);
    }

    private CommandRun ask(Map<String, String> answers, List<String> asked, String... arguments) throws IOException {
        Home home = new Home(folder.resolve("home"));
        try (FakeBridge bridge = new FakeBridge(home, answers)) {
            Map<String, String> environment = Map.of(
                    "LIGHTNING_HOME", home.root().toString(), "LIGHTNING_BRIDGE_API_KEY", "a-key-of-sixteen-or-more");
            CommandRun run = CommandRun.with(environment, OutputStyle.PLAIN, arguments);
            asked.addAll(bridge.asked());
            return run;
        }
    }

    private static Map<String, String> answers() {
        String suggestion = SUGGESTIONS.substring(SUGGESTIONS.indexOf("{\"id\""), SUGGESTIONS.lastIndexOf("],"));
        return Map.of(
                "GET /health",
                "{\"status\":\"healthy\",\"uptime\":61,\"version\":\"1\",\"checks\":{\"storage\":{\"status\":\"pass\"}}}",
                "GET /stats",
                "{\"total_traces\":3,\"total_sessions\":2,\"success_rate\":0.5,\"tools\":[]}",
                "GET /traces",
                "{\"traces\":[" + TRACE + "}],\"next\":null}",
                "GET /traces/" + ID,
                TRACE + CALLS,
                "GET /optimize/suggestions",
                SUGGESTIONS,
                "GET /optimize/experiments",
                EXPERIMENTS,
                "POST /optimize/suggestions/decision-0a1b2c3d4e5f/accept",
                "{\"success\":true,\"suggestion\":"
                        + suggestion.replace("proposed\",\"grade", "in_experiment\",\"grade") + "}");
    }
}
