package ai.openclaw.lightning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.cli.frame.ExitCode;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code traces} shows, asks for and finds, page by page. */
class TracesCommandsTest {

    @TempDir
    Path folder;

    @Test
    void traces_hostileText_shownAsATableWithoutIt() throws IOException {
        CommandRun run = bridge().ask(CannedBridge.answers(), "traces", "--failed", "--limit", "5");

        assertThat(run.code()).isEqualTo(ExitCode.OK);
        assertThat(run.out().lines().toList().get(0)).startsWith("TRACE ").endsWith("MESSAGE");
        assertThat(run.out()).contains("4bf92f3577b3 ", "12 s", "failed", "s1", "fix the test");
        assertThat(run.out()).doesNotContain("\u001b", "\u202e", "owned", "[2J");
    }

    @Test
    void tracesShow_open_saysSoOnce() throws IOException {
        Map<String, String> answers = new HashMap<>(CannedBridge.answers());
        answers.put(
                "GET /traces/" + CannedBridge.ID,
                (CannedBridge.TRACE + CannedBridge.CALLS)
                        .replace("\"ended\"", "\"open\"")
                        .replace(
                                "\"success\":false,\"reward\":-0.5,\"tokens",
                                "\"success\":null,\"reward\":null,\"tokens"));

        assertThat(bridge().ask(answers, "traces", "show", CannedBridge.ID).out())
                .startsWith(CannedBridge.ID + "  under way" + System.lineSeparator());
        assertThat(bridge().ask(CannedBridge.answers(), "traces", "show", CannedBridge.ID)
                        .out())
                .startsWith(CannedBridge.ID + "  ended, failed");
    }

    /** The page says how long the newest took, too. */
    @Test
    void stats_noAgentReportsItsLatency_thatOfTheNewestTraces() throws IOException {
        Map<String, String> answers = new HashMap<>(CannedBridge.answers());
        String reported = answers.get("GET /stats").replaceFirst("\\{", "{\"avg_latency_ms\":2500,");

        assertThat(bridge().ask(answers, "stats").out())
                .contains("latency     12 s on average, over the newest trace" + System.lineSeparator());
        answers.put("GET /stats", reported);
        assertThat(bridge().ask(answers, "stats").out())
                .contains("latency     2.5 s on average" + System.lineSeparator());
        answers.put("GET /stats", CannedBridge.answers().get("GET /stats"));
        answers.put("GET /traces", "{\"traces\":[],\"next\":null}");
        assertThat(bridge().ask(answers, "stats").out()).contains("latency     -" + System.lineSeparator());
    }

    @Test
    void stats_toolThatFails_hasItsSlowestCallsAndWhatItSaid() throws IOException {
        Map<String, String> answers = new HashMap<>(CannedBridge.answers());
        answers.put(
                "GET /stats",
                "{\"tools\":[{\"tool_name\":\"run\",\"calls\":9,\"errors\":3,\"avg_duration_ms\":20},"
                        + "{\"tool_name\":\"old\",\"calls\":1,\"errors\":0,\"avg_duration_ms\":null}]}");
        answers.put(
                "GET /tools",
                "{\"tools\":[{\"tool_name\":\"run\",\"calls\":9,\"errors\":3,\"duration_ms_p95\":2500,\"failures\":["
                        + "{\"error\":\"no such file\",\"count\":2,\"trace_id\":\"t\"}]}]}");

        String said = bridge().ask(answers, "stats").out();

        assertThat(said.lines()).anyMatch(line -> line.matches("run +9 +33 % +20 ms +2\\.5 s"));
        assertThat(said.lines()).anyMatch(line -> line.matches("old +1 +0 % +- +-"));
        assertThat(said.lines()).anyMatch(line -> line.matches("run +2 +no such file"));
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
                        "--search",
                        "leap day",
                        "--origin",
                        "schedule",
                        "--session",
                        "s 1",
                        "--limit",
                        "7");

        assertThat(asked).hasSize(1);
        assertThat(asked.get(0))
                .contains(
                        "GET /traces?",
                        "session_key=s%201",
                        "success=false",
                        "tool=a%20b%26c",
                        "origin=schedule",
                        "q=leap%20day",
                        "limit=7");
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
    void tracesShow_beginningOfAnId_found() throws IOException {
        CommandRun run = bridge().ask(CannedBridge.answers(), "traces", "show", "4bf92f35", "--full");

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.out())
                .contains(CannedBridge.ID, "ended, failed", "failed: 1 failed", "\"path\":\"tests/\"", "-0.50");
        assertThat(run.out()).doesNotContain("\u009b");
        assertThat(bridge().ask(CannedBridge.answers(), "traces", "show", "ffffffff")
                        .err())
                .contains("none of the newest traces has an id that begins with");
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
    void tracesShow_unknownOrEmptyId_saysSoAndWhereToLook() throws IOException {
        CommandRun unknown = bridge().ask(CannedBridge.answers(), "traces", "show", "no-such\u001b[31m");
        CommandRun empty = bridge().ask(CannedBridge.answers(), "traces", "show", "");

        assertThat(unknown.code()).isEqualTo(ExitCode.ERROR);
        assertThat(unknown.err())
                .startsWith("lightning: there is no trace no-such")
                .contains("lightning traces");
        assertThat(unknown.err()).doesNotContain("\u001b", "GET ");
        assertThat(empty.code()).isEqualTo(ExitCode.USAGE);
        assertThat(empty.err()).contains("the id is empty");
    }

    private CannedBridge bridge() {
        return new CannedBridge(folder.resolve("home"));
    }
}
