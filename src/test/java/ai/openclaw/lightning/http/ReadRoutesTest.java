package ai.openclaw.lightning.http;

import static ai.openclaw.lightning.http.BadInputTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.guidance.ActiveGuidance;
import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.DayFigures;
import ai.openclaw.lightning.model.ExperimentReport;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.ToolFigures;
import ai.openclaw.lightning.model.Totals;
import ai.openclaw.lightning.model.TraceDetail.CallsCursor;
import ai.openclaw.lightning.model.TraceDetail.RewardsCursor;
import ai.openclaw.lightning.model.TracePage;
import ai.openclaw.lightning.model.TraceQuery;
import ai.openclaw.lightning.model.TraceStatus;
import ai.openclaw.lightning.model.WriterStatus;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read: traces, health, figures, guidance, suggestions. */
class ReadRoutesTest {

    private ServerUnderTest server;

    @BeforeEach
    void start() throws Exception {
        server = new ServerUnderTest(settings -> new HttpSettings(
                settings.host(),
                0,
                settings.allowedHosts(),
                null,
                null,
                settings.limits(),
                new HttpSettings.Timeouts(10, 10, 1)));
    }

    @AfterEach
    void stop() throws TimeoutException {
        server.close();
    }

    @Test
    void traces_filters_reachTheStore() throws IOException {
        server.store.page = Future.succeededFuture(
                new TracePage(List.of(Samples.TRACE), new TraceQuery.Cursor(-5, Long.MAX_VALUE)));
        JsonNode page = server.get(
                        "/traces?session_key=a%20b&agent_id=x&status=ended&success=false&tool=t&since=12&limit=200&other=1")
                .json();
        assertThat(page.get("traces")).hasSize(1);
        String next = page.get("next").asText();
        assertThat(server.get("/traces?cursor=" + next).status()).isEqualTo(200);
        assertThat(server.get("/traces?status=&limit=&cursor=").status()).isEqualTo(200);
        TraceQuery all = new TraceQuery(null, null, null, null, null, null, 50, null);
        assertThat(server.store.asked)
                .containsExactly(
                        new TraceQuery("a b", "x", TraceStatus.ENDED, false, "t", 12L, 200, null),
                        new TraceQuery(
                                null, null, null, null, null, null, 50, new TraceQuery.Cursor(-5, Long.MAX_VALUE)),
                        all);
    }

    @ParameterizedTest
    @CsvSource({
        "status=closed, status",
        "success=yes, success",
        "since=yesterday, since",
        "limit=0, limit",
        "limit=201, limit",
        "limit=x, limit",
        "limit=99999999999999999999, limit",
        "cursor=x, cursor",
        "cursor=MTI, cursor",
        "cursor=%2B%2B, cursor",
    })
    void traces_badQuery_is400(String query, String field) throws IOException {
        var reply = server.get("/traces?" + query);
        assertProblem(reply, 400, "Bad Request");
        assertThat(reply.json().get("field").asText()).isEqualTo(field);
        assertThat(server.store.asked).isEmpty();
    }

    @Test
    void trace_stored_hasEveryField() throws IOException {
        server.store.details.put(Samples.TRACE.traceId(), Samples.DETAIL);
        var reply = server.get("/traces/" + Samples.TRACE.traceId().toUpperCase(java.util.Locale.ROOT));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo(Samples.DETAIL_JSON);
    }

    @Test
    void trace_cutAndAlike_areToldApart() throws IOException {
        server.store.details.put("cut", Samples.CUT_AND_ALIKE);
        String object = "{\"truncated\":true,\"bytes\":5,\"head\":\"h\"}";
        String text = "\"" + object.replace("\"", "\\\"") + "\"";
        assertThat(server.get("/traces/cut").text())
                .contains("\"message\":" + text + ",\"start_time\"")
                .contains("\"metadata\":" + object + ",\"metadata_cut\":true,\"tools_used\"")
                .contains("\"params\":" + object + ",\"params_cut\":true,\"result\":" + object + ",\"error\":" + object
                        + ",\"error_cut\":true,\"duration_ms\"")
                .contains("\"params\":" + object + ",\"result\":" + object + ",\"result_cut\":true,\"error\":" + text
                        + ",\"duration_ms\"");
    }

    @Test
    void trace_callsCursor_isGivenBack() throws IOException {
        server.store.details.put("x", Samples.DETAIL);
        String next = server.get("/traces/x").json().get("next_calls").asText();
        assertThat(server.get("/traces/x?calls_cursor=" + next).status()).isEqualTo(200);
        assertThat(server.store.askedCalls).containsExactly(CallsCursor.START, new CallsCursor(77, 3));
        assertProblem(server.get("/traces/x?calls_cursor=7"), 400, "Bad Request");
    }

    @Test
    void trace_rewardsCursor_asksForNoCalls() throws IOException {
        server.store.details.put("x", Samples.DETAIL);
        String next = server.get("/traces/x").json().get("next_rewards").asText();
        assertThat(server.get("/traces/x?rewards_cursor=" + next).status()).isEqualTo(200);
        assertThat(server.get("/traces/x?calls_cursor=" + next + "&rewards_cursor=" + next)
                        .status())
                .isEqualTo(200);
        CallsCursor asCalls = new CallsCursor(3_600, 9);
        RewardsCursor place = new RewardsCursor(3_600, 9);
        assertThat(server.store.askedCalls).containsExactly(CallsCursor.START, CallsCursor.END, asCalls);
        assertThat(server.store.askedRewards).containsExactly(RewardsCursor.START, place, place);
        assertProblem(server.get("/traces/x?rewards_cursor=7"), 400, "Bad Request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"old id/1", "ünï", "a+b", "%", "UPPER", "2026-01-01T00:00:00"})
    void trace_idOfAnyShape_isFound(String id) throws IOException {
        server.store.details.put(id, Samples.DETAIL);
        String encoded = java.net.URLEncoder.encode(id, java.nio.charset.StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2B", "+");
        assertThat(server.get("/traces/" + encoded).status()).isEqualTo(200);
    }

    @Test
    void trace_unknown_is404() throws IOException {
        assertProblem(server.get("/traces/nothing"), 404, "Not Found");
        assertProblem(server.get("/traces/%zz"), 400, "Bad Request");
    }

    @Test
    void traces_storeFails_is503() throws IOException {
        server.store.page = Future.failedFuture(new BridgeException(BridgeException.Kind.STORAGE_GONE, "gone"));
        assertProblem(server.get("/traces"), 503, "Service Unavailable");
    }

    @Test
    void head_anyRead_hasNoBody() throws IOException {
        for (String path : List.of("/health", "/stats", "/traces", "/guidance", "/optimize/suggestions")) {
            try (RawConnection connection = server.connect()) {
                connection.send(server.head("HEAD", path, ""));
                var head = connection.receive(false);
                assertThat(head.status()).isEqualTo(200);
                assertThat(Integer.parseInt(head.headers().get("content-length")))
                        .isPositive();
                // Had there been a body, this would be read as part of it.
                connection.send(server.head("GET", "/health", ""));
                assertThat(connection.receive().status()).isEqualTo(200);
            }
        }
    }

    @Test
    void answers_all_haveSafeHeaders() throws IOException {
        for (String path : List.of("/health", "/nowhere", "/traces")) {
            assertThat(server.get(path).headers())
                    .containsEntry("x-content-type-options", "nosniff")
                    .containsEntry("cache-control", "no-store")
                    .doesNotContainKey("access-control-allow-origin");
        }
    }

    @Test
    void health_writerWell_isHealthy() throws IOException {
        var reply = server.get("/health");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text())
                .isEqualTo("{\"status\":\"healthy\",\"uptime\":0,\"service\":\"agent-lightning-bridge\","
                        + "\"version\":\"1.2.3-test\",\"tracing_enabled\":true,\"active_sessions\":2,"
                        + "\"checks\":{\"storage\":{\"status\":\"pass\",\"detail\":null},"
                        + "\"queue\":{\"status\":\"pass\"},"
                        + "\"optimizer\":{\"status\":\"fail\",\"detail\":\"the optimizer has not started\"}}}");
    }

    @Test
    void health_writerInTrouble_is503() throws IOException {
        server.writer.status = () -> Future.succeededFuture(StandInWriter.status("the disk is full"));
        var reply = server.get("/health");
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.json().get("status").asText()).isEqualTo("unhealthy");
        assertThat(reply.json().at("/checks/storage/detail").asText()).isEqualTo("the disk is full");
        assertThat(reply.headers()).containsEntry("content-type", "application/json");
    }

    @Test
    void health_writerSilentOrFailing_is503InTime() throws IOException {
        server.writer.status = () -> Promise.<WriterStatus>promise().future();
        assertThat(server.get("/health").status()).isEqualTo(503);
        server.writer.status = () -> Future.failedFuture(new IllegalStateException("broken"));
        assertThat(server.get("/health").status()).isEqualTo(503);
    }

    @Test
    void stats_someTraces_showsAllFigures() throws IOException {
        server.post("/tool/trace", "{}");
        JsonNode stats = server.get("/stats").json();
        assertThat(stats.get("total_sessions").asLong()).isEqualTo(4);
        assertThat(stats.get("total_traces").asLong()).isEqualTo(10);
        assertThat(stats.get("active_sessions").asLong()).isEqualTo(2);
        assertThat(stats.get("avg_latency_ms").asDouble()).isEqualTo(3_000);
        assertThat(stats.get("success_rate").asDouble()).isEqualTo(0.6);
        assertThat(stats.at("/traces/open").asLong()).isEqualTo(3);
        assertThat(stats.at("/rewards/mean").asDouble()).isEqualTo(1.25);
        assertThat(stats.get("tools").toString())
                .isEqualTo("[{\"tool_name\":\"web_search\",\"calls\":20,\"errors\":3,\"avg_duration_ms\":100.0}]");
        assertThat(stats.at("/other/calls").asLong()).isEqualTo(1);
        assertThat(stats.at("/events/waiting").asLong()).isEqualTo(2);
        assertThat(stats.at("/events/rejected").asLong()).isEqualTo(8);
        assertThat(stats.at("/storage/type").asText()).isEqualTo("memory");
    }

    @Test
    void stats_manyTools_shows100AndOther() throws IOException {
        Map<String, ToolFigures> tools = new HashMap<>();
        for (int i = 1; i <= 150; i++) {
            tools.put("tool" + i, new ToolFigures(i, 0, 0, 0));
        }
        WriterStatus usual = StandInWriter.HEALTHY;
        server.writer.status = () -> Future.succeededFuture(new WriterStatus(
                null, new Totals(0, 0, DayFigures.ZERO, tools), usual.counters(), usual.queue(), usual.storage()));
        JsonNode stats = server.get("/stats").json();
        assertThat(stats.get("tools")).hasSize(100);
        assertThat(stats.at("/tools/0/tool_name").asText()).isEqualTo("tool150");
        assertThat(stats.at("/other/calls").asLong()).isEqualTo(50 * 51 / 2);
        assertThat(stats.get("success_rate").isNull()).isTrue();
        assertThat(stats.get("avg_latency_ms").isNull()).isTrue();
        assertThat(stats.at("/rewards/mean").isNull()).isTrue();
    }

    @Test
    void stats_writerSilent_is503() throws IOException {
        server.writer.status = () -> Promise.<WriterStatus>promise().future();
        assertProblem(server.get("/stats"), 503, "Service Unavailable");
    }

    @Test
    void metrics_scraped_balance() throws IOException {
        assertThat(server.post("/session/end", "{}").status()).isEqualTo(400);
        var reply = server.get("/metrics");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers().get("content-type")).startsWith("text/plain; version=0.0.4");
        assertThat(reply.text())
                .contains("lightning_events_accepted_total 40.0", "lightning_events_stored_total 30.0")
                .contains("lightning_events_duplicates_total 5.0", "lightning_events_failed_total 3.0")
                .contains("lightning_events_waiting 2.0", "lightning_up 1.0")
                .contains("lightning_events_rejected_total{reason=\"invalid\"} 1.0")
                .contains("lightning_events_rejected_total{reason=\"queue_full\"} 7.0")
                .contains("lightning_http_requests_total{status=\"4xx\"} 1.0");
    }

    @Test
    void metrics_writerSilent_keepsItsLastFigures() throws IOException {
        assertThat(server.get("/metrics").text()).contains("lightning_up 1.0");
        server.writer.status = () -> Future.failedFuture(new IllegalStateException("broken"));
        assertThat(server.get("/metrics").text()).contains("lightning_up 0.0", "lightning_events_stored_total 30.0");
    }

    @Test
    void metrics_openMetrics_ifAskedFor() throws IOException {
        try (RawConnection connection = server.connect()) {
            connection.send(server.head("GET", "/metrics", "Accept: application/openmetrics-text;version=1.0.0\r\n"));
            var reply = connection.receive();
            assertThat(reply.headers().get("content-type")).startsWith("application/openmetrics-text");
            assertThat(reply.text()).endsWith("# EOF\n");
        }
    }

    @Test
    void guidance_known_is304() throws IOException {
        var first = server.get("/guidance");
        assertThat(first.text()).isEqualTo("{\"version\":\"0\",\"rules\":[],\"experiments\":[]}");
        assertThat(first.headers()).containsEntry("etag", "\"0\"");
        try (RawConnection connection = server.connect()) {
            for (String known : List.of("\"0\"", "\"7\", W/\"0\"", "*")) {
                connection.send(server.head("GET", "/guidance", "If-None-Match: " + known + "\r\n"));
                var reply = connection.receive(false);
                assertThat(reply.status()).isEqualTo(304);
                assertThat(reply.headers()).containsEntry("etag", "\"0\"").doesNotContainKey("content-type");
            }
            server.guidance = Samples.GUIDANCE;
            connection.send(server.head("GET", "/guidance", "If-None-Match: \"0\"\r\n"));
            assertThat(connection.receive().text())
                    .isEqualTo(
                            "{\"version\":\"5\",\"rules\":[{\"id\":\"r1\",\"text\":\"Be brief.\"},"
                                    + "{\"id\":\"r2\",\"text\":\"Be kind.\"}],\"experiments\":[{\"id\":\"e\",\"key\":\"k\","
                                    + "\"unit\":\"trace\",\"probability\":0.5,\"rules\":[{\"id\":\"r3\",\"text\":\"Be bold.\"}],\"replaces\":[\"r2\"]}]}");
        }
    }

    @Test
    void sessionStart_rules_areInTheAnswer() throws IOException {
        server.guidance = Samples.GUIDANCE;
        JsonNode guidance = server.post("/session/start", "{}").json().get("guidance");
        assertThat(guidance.get("arms")).hasSize(1);
        String arm = guidance.get("arms").get(0).get("arm").asText();
        assertThat(guidance.get("text").asText())
                .isEqualTo(arm.equals("treatment") ? "- Be brief.\n- Be bold." : "- Be brief.\n- Be kind.");
        server.guidance = ActiveGuidance.EMPTY;
    }

    @Test
    void suggestions_noOptimizer_areEmpty() throws IOException {
        assertThat(server.get("/optimize/suggestions?status=in_experiment&limit=5&agent_id=a")
                        .text())
                .isEqualTo("{\"suggestions\":[],\"next\":null,\"analyzed_traces\":0,\"generated_at\":null}");
        assertProblem(server.get("/optimize/suggestions?status=good"), 400, "Bad Request");
        for (String wrong : List.of("limit=0", "limit=201", "cursor=x", "cursor=-1")) {
            assertProblem(server.get("/optimize/suggestions?" + wrong), 400, "Bad Request");
            assertProblem(server.get("/optimize/experiments?" + wrong), 400, "Bad Request");
        }
        assertThat(server.get("/optimize/experiments").text()).isEqualTo("{\"experiments\":[],\"next\":null}");
        assertProblem(server.get("/optimize/experiments/7"), 404, "Not Found");
        assertThat(server.post("/optimize/run", "{}").status()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"suggestions", "experiments"})
    void optimizerLists_pageByPage_showEachOnce(String list) throws IOException {
        List<Suggestion> suggestions = IntStream.range(0, 450)
                .mapToObj(i -> Samples.suggestion("s" + i, "Be brief."))
                .toList();
        List<ExperimentReport> experiments = IntStream.range(0, 450)
                .mapToObj(i -> Samples.experiment("e" + i, "Goes on."))
                .toList();
        server.optimizer = Samples.optimizer(suggestions, experiments);
        List<String> seen = new ArrayList<>();
        String next = "";
        while (next != null) {
            JsonNode page =
                    server.get("/optimize/" + list + "?limit=200" + next).json();
            assertThat(page.get(list)).hasSizeBetween(1, 200);
            page.get(list).forEach(one -> seen.add(one.get("id").asText()));
            next = page.get("next").isNull()
                    ? null
                    : "&cursor=" + page.get("next").asText();
        }
        assertThat(seen).hasSize(450).doesNotHaveDuplicates();
        assertThat(seen).startsWith(list.charAt(0) + "0", list.charAt(0) + "1");
        assertThat(server.get("/optimize/" + list + "?cursor=9999")
                        .json()
                        .get("next")
                        .isNull())
                .isTrue();
        if (list.equals("suggestions")) {
            JsonNode chosen = server.get("/optimize/suggestions?status=rejected&limit=7&cursor=440")
                    .json();
            assertThat(chosen.get("suggestions")).hasSize(7);
            assertThat(chosen.get("next").asText()).isEqualTo("447");
            assertThat(chosen.get("analyzed_traces").asInt()).isEqualTo(20);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"accept", "reject", "rollback"})
    void decision_unknownSuggestion_is404(String decision) throws IOException {
        String path = "/optimize/suggestions/7/" + decision;
        assertProblem(server.post(path, "{\"mode\":\"canary\",\"note\":\"why not\"}"), 404, "Not Found");
        assertProblem(server.post(path, "{\"mode\":\"maybe\"}"), 400, "Bad Request");
        assertProblem(server.post(path, "{\"note\":7}"), 400, "Bad Request");
        assertProblem(server.post(path, "[]"), 400, "Bad Request");
        try (RawConnection connection = server.connect()) {
            connection.send(server.head("POST", path, "Content-Length: 0\r\n"));
            assertProblem(connection.receive(), 404, "Not Found");
        }
    }
}
