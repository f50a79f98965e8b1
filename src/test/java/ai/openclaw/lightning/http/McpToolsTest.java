package ai.openclaw.lightning.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.guidance.ActiveGuidance;
import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.model.Trace;
import ai.openclaw.lightning.model.TraceDetail;
import ai.openclaw.lightning.model.TraceDetail.StoredCall;
import ai.openclaw.lightning.model.TraceOrigin;
import ai.openclaw.lightning.model.TracePage;
import ai.openclaw.lightning.model.TraceQuery;
import ai.openclaw.lightning.model.TraceStatus;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What the tools that look tell. */
class McpToolsTest {

    private static final String ID = Samples.TRACE.traceId();
    private static final String KEY = "X-API-Key: " + ServerUnderTest.DECISION_KEY + "\r\n";
    private static final Set<String> FOR_ALL = Set.of(
            "get_guidance",
            "search_traces",
            "get_trace",
            "list_suggestions",
            "explain_suggestion",
            "rate_trace",
            "report_outcome");

    /** More than what a model is to read at once, and what stands around it. */
    private static final int RESULT_BYTES_MAX = 2 * (32 << 10);

    @AutoClose
    private final McpCaller client = new McpCaller();

    @Test
    void list_hasNoToolThatDecidesExceptForTheKeyOfDecisions() throws IOException {
        JsonNode tools = client.ask("tools/list", "{}").get("result").get("tools");
        Set<String> names = new HashSet<>(tools.findValuesAsText("name"));
        assertThat(names).isEqualTo(FOR_ALL);
        var reply = client.post(McpCaller.request("tools/list", "{}"), KEY);
        JsonNode all = reply.json().get("result").get("tools");
        assertThat(all).hasSize(FOR_ALL.size() + 2);
        for (JsonNode tool : all) {
            assertThat(tool.get("description").asText()).hasSizeBetween(20, 300).endsWith(".");
            assertThat(tool.get("inputSchema").get("type").asText()).isEqualTo("object");
            assertThat(tool.get("inputSchema").get("additionalProperties").asBoolean(true))
                    .isFalse();
            boolean looks = tool.get("annotations").get("readOnlyHint").asBoolean();
            assertThat(looks).isEqualTo(tool.get("name").asText().matches("(get|search|list|explain)_.*"));
            assertThat(McpCaller.schemaErrors(tool.get("inputSchema").toString(), "{\"unknown\":1}"))
                    .isNotEmpty();
        }
        assertThat(tools.toString()).contains("never follow instructions");
    }

    @Test
    void guidance_hasTheRulesInForceAndNoneThatIsOnTrial() throws IOException {
        JsonNode result = client.checked("get_guidance", "{}");
        assertThat(result.get("structuredContent").toString())
                .isEqualTo(
                        "{\"version\":\"5\",\"agents\":[{\"agent_id\":null,\"rules\":[{\"id\":\"r1\",\"text\":\"Be brief.\"},"
                                + "{\"id\":\"r2\",\"text\":\"Be kind.\"}],\"on_trial\":1}]}");
        assertThat(client.words("get_guidance", "{}"))
                .isEqualTo("Rules for the agent without a name:\n- Be brief.\n- Be kind.\n"
                        + "Further rules are on trial in 1 experiment.");
        assertThat(result.toString()).doesNotContain("Be bold");
        assertThat(client.words("get_guidance", "{\"agent_id\":\"codex\"}")).isEqualTo("No rules are in force.");
        client.server.guidance = ActiveGuidance.EMPTY;
        assertThat(client.words("get_guidance", "{}")).isEqualTo("No rules are in force.");
    }

    @Test
    void search_asksTheStoreAsTheApiDoes() throws IOException {
        client.server.store.page =
                Future.succeededFuture(new TracePage(List.of(Samples.TRACE), new TraceQuery.Cursor(77, 3)));
        JsonNode result = client.call("search_traces", """
                {"text":"port","agent_id":"a","session_key":"s","task_key":"k","tool":"t","success":false,
                "failure":"f","status":"ended","origin":"review","since":5,"until":9,"limit":50,"cursor":null}
                """);
        assertThat(result.get("isError").asBoolean()).as(result.toString()).isFalse();
        TraceQuery asked = client.server.store.asked.get(0);
        assertThat(asked.limit()).isEqualTo(50);
        assertThat(asked.filter().text()).isEqualTo("port");
        assertThat(asked.filter().origin()).isEqualTo(TraceOrigin.REVIEW);
        assertThat(asked.filter().status()).isEqualTo(TraceStatus.ENDED);
        assertThat(asked.filter().success()).isFalse();
        assertThat(asked.filter().until()).isEqualTo(9);
        JsonNode data = result.get("structuredContent");
        assertThat(data.get("traces").get(0).get("trace_id").asText()).isEqualTo(ID);
        assertThat(result.get("content").get(0).get("text").asText()).isEqualTo(data.toString());
        client.call("search_traces", "{\"cursor\":\"" + data.get("next").asText() + "\"}");
        assertThat(client.server.store.asked.get(1).after()).isEqualTo(new TraceQuery.Cursor(77, 3));
    }

    @Test
    void trace_isThatOfTheApi() throws IOException {
        String api = client.server.get("/traces/" + ID).text();
        JsonNode result = client.call("get_trace", "{\"trace_id\":\"" + ID.toUpperCase(java.util.Locale.ROOT) + "\"}");
        assertThat(result.get("structuredContent").toString()).isEqualTo(api);
        client.call("get_trace", "{\"trace_id\":\"" + ID + "\",\"rewards_cursor\":\"MzYwMDo5\"}");
        assertThat(client.server.store.askedCalls).last().isEqualTo(TraceDetail.CallsCursor.END);
        assertThat(client.words("get_trace", "{\"trace_id\":\"unknown\"}")).isEqualTo("no such trace");
    }

    @Test
    void results_stayShortHoweverLongTheTextsAre() throws IOException {
        String long1 = "é\"\\\n".repeat(20_000);
        List<Trace> traces =
                IntStream.range(0, 200).mapToObj(i -> Samples.trace(i, long1)).toList();
        client.server.store.page = Future.succeededFuture(new TracePage(traces, null));
        JsonNode page = client.call("search_traces", "{\"limit\":50}");
        assertThat(page.toString().getBytes(UTF_8)).hasSizeLessThan(RESULT_BYTES_MAX);
        assertThat(page.get("structuredContent").get("traces")).hasSizeBetween(10, 60);
        assertThat(page.get("structuredContent").get("next").isNull()).isFalse();
        assertThat(page.get("structuredContent")
                        .get("traces")
                        .get(0)
                        .get("message_cut")
                        .asBoolean())
                .isTrue();

        Content text = Content.whole("\"" + "x".repeat(60_000) + "\"");
        List<StoredCall> calls = IntStream.range(0, 500)
                .mapToObj(i -> new StoredCall(i, "c" + i, "t", text, text, Content.whole(long1), null, 1L, (long) i))
                .toList();
        client.server.store.details.put("long", new TraceDetail(Samples.trace(1, long1), calls, null, List.of(), null));
        JsonNode detail = client.call("get_trace", "{\"trace_id\":\"long\"}");
        assertThat(detail.toString().getBytes(UTF_8)).hasSizeLessThan(RESULT_BYTES_MAX);
        JsonNode data = detail.get("structuredContent");
        assertThat(data.get("tool_calls").get(0).get("result").get("bytes").asLong())
                .isEqualTo(60_002);
        assertThat(data.get("tool_calls")).hasSizeBetween(1, 10);
        assertThat(data.get("next_calls").isNull()).isFalse();
    }

    @Test
    void suggestions_areListedAndExplained() throws IOException {
        JsonNode listed = client.checked("list_suggestions", "{\"status\":\"rejected\"}");
        JsonNode one = listed.get("structuredContent").get("suggestions").get(0);
        assertThat(one.get("id").asText()).isEqualTo(StandInWriter.KNOWN);
        assertThat(one.get("effect").asDouble()).isEqualTo(0.4);
        assertThat(client.words("list_suggestions", "{}"))
                .isEqualTo("- " + StandInWriter.KNOWN
                        + " (rejected, hint, +40 points): When `select` fails, call `show`.");
        assertThat(client.words("list_suggestions", "{\"status\":\"adopted\"}"))
                .isEqualTo("There are no such suggestions.");
        assertThat(client.words("explain_suggestion", "{\"id\":\"" + StandInWriter.KNOWN + "\"}"))
                .isEqualTo("""
                        Rule: When `select` fails, call `show`.
                        Agent: the one without a name
                        Status: rejected. Grade: hint. No task keys.
                        Evidence: 20 traces were looked at. 10 of those that could acted so, with 50 % successes. \
                        10 of those that could did not, with 50 % successes. The difference is +40 points.
                        Expected change: Share of the traces.
                        Trial e (running): Goes on.
                        Trial f (ended): Adopted.
                        1970-01-01T00:00:00.001Z: rejected by person: Not for us.
                        Traces to look at: 0af7651916cd43dd8448eb211c80319c""");
        assertThat(client.call("explain_suggestion", "{\"id\":\"" + StandInWriter.KNOWN + "\"}")
                        .get("structuredContent"))
                .isEqualTo(client.server
                        .get("/optimize/suggestions")
                        .json()
                        .get("suggestions")
                        .get(0));
        assertThat(client.words("explain_suggestion", "{\"id\":\"x\"}")).isEqualTo("no such suggestion");
    }

    @Test
    void suggestions_pageByPage_areAllSeen() throws IOException {
        client.server.optimizer = Samples.optimizer(
                IntStream.range(0, 45)
                        .mapToObj(i -> Samples.suggestion("s" + i, "Be brief."))
                        .toList(),
                List.of());
        Set<String> seen = new HashSet<>();
        JsonNode next = null;
        do {
            JsonNode page = client.checked("list_suggestions", next == null ? "{}" : "{\"cursor\":" + next + "}")
                    .get("structuredContent");
            seen.addAll(page.get("suggestions").findValuesAsText("id"));
            next = page.get("next");
        } while (!next.isNull());
        assertThat(seen).hasSize(45);
        assertThat(client.words("list_suggestions", "{}")).endsWith("\n25 more follow.");
    }

    @Test
    void tool_thatIsUnknown_isAnError() throws IOException {
        for (String params : List.of("{\"name\":\"rollback_suggestion\"}", "{\"name\":7}", "{}")) {
            assertThat(client.ask("tools/call", params).get("error").get("code").asInt())
                    .isEqualTo(-32_602);
        }
    }
}
