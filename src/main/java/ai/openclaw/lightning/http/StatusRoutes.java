package ai.openclaw.lightning.http;

import ai.openclaw.lightning.bus.Bus;
import ai.openclaw.lightning.connections.LastEvents;
import ai.openclaw.lightning.http.exchange.Answer;
import ai.openclaw.lightning.http.exchange.Call;
import ai.openclaw.lightning.http.exchange.HttpCounters;
import ai.openclaw.lightning.http.exchange.Route;
import ai.openclaw.lightning.metrics.Metrics;
import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.OptimizerView;
import ai.openclaw.lightning.model.SharingView;
import ai.openclaw.lightning.model.WriterStatus;
import ai.openclaw.lightning.otlp.OtlpCounters;
import ai.openclaw.lightning.view.SharingViewJson;
import ai.openclaw.lightning.view.StatsJson;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The routes that report the status of the bridge, from figures in memory and without a query. {@code status} of
 * {@code /health} says whether events can be stored, because clients ask for that. Everything else is a separate check.
 */
final class StatusRoutes {

    private static final String SERVICE = "agent-lightning-bridge";

    private final Bus bus;
    private final Vertx vertx;
    private final HttpCounters counters;
    private final OtlpCounters otlp;
    private final LastEvents lastEvents;
    private final LongSupplier clock;
    private final String version;
    private final int statusSeconds;
    private final long startedAt;
    private final Supplier<OptimizerView> optimizer;
    private final Supplier<SharingView> sharing;
    private final Double price;

    /** Created at the first scrape, so that bridges without Prometheus do not load its classes. */
    private Metrics metrics;

    StatusRoutes(
            HttpParts parts,
            Vertx vertx,
            HttpCounters counters,
            OtlpCounters otlp,
            LastEvents lastEvents,
            int statusSeconds) {
        this.bus = parts.bus();
        this.vertx = vertx;
        this.counters = counters;
        this.otlp = otlp;
        this.lastEvents = lastEvents;
        this.clock = parts.clock();
        this.version = parts.version();
        this.statusSeconds = statusSeconds;
        this.startedAt = clock.getAsLong();
        this.optimizer = parts.optimizer();
        this.sharing = parts.sharing();
        this.price = parts.setup().pricePerMillionTokens();
    }

    List<Route> routes() {
        return List.of(
                Route.get("/health", this::health).allowing(),
                Route.get("/stats", this::stats),
                Route.get("/metrics", this::metrics));
    }

    /** Fails like missing storage if the writer is silent, instead of waiting for the bus's longer limit. */
    private Future<WriterStatus> status() {
        return bus.status()
                .timeout(statusSeconds, TimeUnit.SECONDS)
                .recover(failure -> Future.failedFuture(
                        failure instanceof TimeoutException
                                ? new BridgeException(
                                        BridgeException.Kind.STORAGE_GONE, "the writer does not answer", failure)
                                : failure));
    }

    private Future<Answer> health(Call call) {
        return status().map(this::healthAnswer).otherwise(silent -> unhealthy("the writer does not answer", null));
    }

    private Answer healthAnswer(WriterStatus status) {
        return status.problem() == null
                ? Answer.ok(json -> writeHealth(json, null, status))
                : unhealthy(status.problem(), status);
    }

    private Answer unhealthy(String problem, WriterStatus status) {
        return Answer.json(503, json -> writeHealth(json, problem, status));
    }

    /** {@code status} is null if the writer did not answer. */
    private void writeHealth(JsonGenerator json, String problem, WriterStatus status) throws IOException {
        OptimizerView.Health learning = optimizer.get().health();
        json.writeStringField("status", inOneWord(problem, learning));
        json.writeNumberField("uptime", Math.max(0, clock.getAsLong() - startedAt) / 1_000);
        json.writeStringField("service", SERVICE);
        json.writeStringField("version", version);
        json.writeBooleanField("tracing_enabled", true);
        if (status == null) {
            json.writeNullField("active_sessions");
        } else {
            json.writeNumberField("active_sessions", status.totals().activeSessions());
        }
        json.writeObjectFieldStart("checks");
        json.writeObjectFieldStart("storage");
        String notice = status == null ? null : status.storage().notice();
        json.writeStringField("status", problem != null ? "fail" : notice != null ? "warn" : "pass");
        json.writeStringField("detail", problem != null ? problem : notice);
        json.writeEndObject();
        json.writeObjectFieldStart("queue");
        json.writeStringField("status", status == null ? "fail" : isFull(status.queue()) ? "warn" : "pass");
        json.writeEndObject();
        json.writeObjectFieldStart("optimizer");
        json.writeStringField("status", learning.status().jsonName());
        json.writeStringField("detail", learning.detail());
        json.writeEndObject();
        SharingViewJson.writeCheck(json, sharing.get());
        json.writeEndObject();
    }

    /** A bridge that stores events but does not learn is answered with 200: clients go on sending. */
    private static String inOneWord(String problem, OptimizerView.Health learning) {
        if (problem != null) {
            return "unhealthy";
        }
        return learning.status() == OptimizerView.Health.Status.FAIL ? "degraded" : "healthy";
    }

    /** A full queue is temporary, and clients get 429, so it is a warning and not a failure. */
    private static boolean isFull(WriterStatus.Queue queue) {
        return queue.events() >= queue.eventsMax() || queue.bytes() >= queue.bytesMax();
    }

    private Future<Answer> stats(Call call) {
        return status().map(status -> Answer.ok(json -> {
            StatsJson.write(json, status, counters.rejected(), optimizer.get(), price);
            StatsJson.writeClients(json, lastEvents.newestFirst(), counters.unauthorized());
            SharingViewJson.write(json, sharing.get());
        }));
    }

    private Future<Answer> metrics(Call call) {
        if (metrics == null) {
            metrics = new Metrics(counters, otlp);
        }
        String accept = call.request().getHeader(HttpHeaders.ACCEPT);
        return status().map(Metrics.Reading::of)
                .otherwise(Metrics.Reading.SILENT)
                .compose(reading -> vertx.executeBlocking(() -> metrics.scrape(reading, accept), true))
                .map(scrape -> new Answer.Whole(200, scrape.contentType(), Buffer.buffer(scrape.text()), Map.of()));
    }
}
