package ai.openclaw.lightning.http;

import static ai.openclaw.lightning.http.BadInputTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.Eventually;
import ai.openclaw.lightning.model.OptimizerView;
import ai.openclaw.lightning.model.ToolFigures;
import ai.openclaw.lightning.model.Totals;
import ai.openclaw.lightning.model.TraceFigures;
import ai.openclaw.lightning.model.WriterStatus;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Health, figures and metrics, also while the writer does not answer. */
class StatusRoutesTest {

    @AutoClose
    private final ServerUnderTest server = new ServerUnderTest(ServerUnderTest.timeouts(10, 10, 1));

    @Test
    void stats_experiments_saysHowManyRunAndHowManyWait() throws IOException {
        server.optimizer = Samples.optimizer(
                List.of(),
                List.of(
                        Samples.experiment("r", "running", ""),
                        Samples.experiment("p", "paused", ""),
                        Samples.experiment("q", "paused", ""),
                        Samples.experiment("e", "ended", "")));

        JsonNode optimizer = server.get("/stats").json().get("optimizer");

        assertThat(optimizer.get("experiments_running").asInt()).isEqualTo(1);
        assertThat(optimizer.get("experiments_paused").asInt()).isEqualTo(2);
    }

    @Test
    void health_allWell_isHealthy() throws IOException {
        server.optimizer = OptimizerView.EMPTY.with(
                OptimizerView.EMPTY.progress(), new OptimizerView.Health(OptimizerView.Health.Status.PASS, null));
        var reply = server.get("/health");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text())
                .isEqualTo("{\"status\":\"healthy\",\"uptime\":0,\"service\":\"agent-lightning-bridge\","
                        + "\"version\":\"1.2.3-test\",\"tracing_enabled\":true,\"active_sessions\":2,"
                        + "\"checks\":{\"storage\":{\"status\":\"pass\",\"detail\":null},"
                        + "\"queue\":{\"status\":\"pass\"},"
                        + "\"optimizer\":{\"status\":\"pass\",\"detail\":null}}}");
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
        assertThat(stats.get("price_per_million_tokens").asDouble()).isEqualTo(2.5);
        assertThat(stats.at("/rewards/mean").asDouble()).isEqualTo(1.25);
        assertThat(stats.get("tools").toString())
                .isEqualTo("[{\"tool_name\":\"web_search\",\"calls\":20,\"errors\":3,\"avg_duration_ms\":100.0}]");
        assertThat(stats.at("/other/calls").asLong()).isEqualTo(1);
        assertThat(stats.at("/events/waiting").asLong()).isEqualTo(2);
        assertThat(stats.at("/events/rejected").asLong()).isEqualTo(8);
        assertThat(stats.at("/storage/type").asText()).isEqualTo("memory");
    }

    @Test
    void stats_eventsCame_sayFromWhom() throws IOException {
        assertThat(server.get("/stats").json().get("clients")).isEmpty();

        server.post("/session/start", "{\"session_key\":\"s\",\"agent_id\":\"coder\"}");

        JsonNode stats = server.get("/stats").json();
        assertThat(stats.get("clients")).hasSize(1);
        assertThat(stats.at("/clients/0/agent_id").asText()).isEqualTo("coder");
        assertThat(stats.at("/clients/0/client").asText()).isNotBlank();
        assertThat(stats.at("/clients/0/events").asInt()).isEqualTo(1);
        assertThat(stats.get("requests_without_key").asInt()).isZero();
    }

    @Test
    void stats_manyTools_shows100AndOther() throws IOException {
        Map<String, ToolFigures> tools = new HashMap<>();
        for (int i = 1; i <= 150; i++) {
            tools.put("tool" + i, new ToolFigures(i, 0, 0, 0));
        }
        WriterStatus usual = StandInWriter.HEALTHY;
        server.writer.status = () -> Future.succeededFuture(new WriterStatus(
                null, new Totals(0, 0, TraceFigures.ZERO, tools), usual.counters(), usual.queue(), usual.storage()));
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

    /** What is refused is counted beside its answer, so perhaps a moment after it. */
    @Test
    void metrics_scraped_balance() throws Exception {
        assertThat(server.post("/session/end", "{}").status()).isEqualTo(400);
        var reply = Eventually.ask(
                () -> server.get("/metrics"),
                scraped -> scraped.text().contains("lightning_events_rejected_total{reason=\"invalid\"} 1.0")
                        && scraped.text().contains("lightning_http_requests_total{status=\"4xx\"} 1.0"));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers().get("content-type")).startsWith("text/plain; version=0.0.4");
        assertThat(reply.text())
                .contains("lightning_events_accepted_total 40.0", "lightning_events_stored_total 30.0")
                .contains("lightning_events_duplicates_total 5.0", "lightning_events_failed_total 3.0")
                .contains("lightning_events_waiting 2.0", "lightning_up 1.0")
                .contains("lightning_events_rejected_total{reason=\"queue_full\"} 7.0");
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
}
