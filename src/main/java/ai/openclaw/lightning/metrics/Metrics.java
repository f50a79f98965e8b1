package ai.openclaw.lightning.metrics;

import ai.openclaw.lightning.http.exchange.HttpCounters;
import ai.openclaw.lightning.model.Totals;
import ai.openclaw.lightning.model.WriterStatus;
import ai.openclaw.lightning.otlp.OtlpCounters;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The metrics for Prometheus. Each meter only reads a number that is counted elsewhere. */
public final class Metrics {

    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private final HttpCounters http;
    private final OtlpCounters otlp;
    private PrometheusMeterRegistry registry;
    private volatile Reading latest = Reading.SILENT;

    public Metrics(HttpCounters http, OtlpCounters otlp) {
        this.http = http;
        this.otlp = otlp;
    }

    /** The writer's figures at one scrape, or none if the writer did not answer. */
    public record Reading(boolean up, WriterStatus status) {

        public static final Reading SILENT = new Reading(
                false,
                new WriterStatus(
                        "unknown",
                        Totals.ZERO,
                        new WriterStatus.Counters(0, 0, 0, 0, 0, 0),
                        new WriterStatus.Queue(0, 0, 0, 0),
                        new WriterStatus.StorageInfo("unknown", 0, 0)));

        /** The figures of a writer that answered. */
        public static Reading of(WriterStatus status) {
            return new Reading(status.problem() == null, status);
        }
    }

    /** A page of metrics in the requested format. */
    public record Scrape(String contentType, String text) {}

    /** Blocks for a few milliseconds, and longer the first time, so it must not run on an event loop. */
    public synchronized Scrape scrape(Reading reading, String accept) {
        // Counters must not drop to 0 when the writer is silent once, so keep its last figures.
        latest = reading.equals(Reading.SILENT) ? new Reading(false, latest.status()) : reading;
        if (registry == null) {
            registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            registerEvents();
            registerState();
            registerHttp();
            registerOtlp();
        }
        String type = accept != null && accept.contains("application/openmetrics-text") ? OPEN_METRICS : TEXT;
        return new Scrape(type, registry.scrape(type));
    }

    private void registerEvents() {
        count(
                "lightning.events.accepted",
                "Events accepted into the queue",
                s -> s.counters().accepted());
        count("lightning.events.stored", "Events committed", s -> s.counters().stored());
        count(
                "lightning.events.duplicates",
                "Events that were already stored",
                s -> s.counters().duplicates());
        count(
                "lightning.events.failed",
                "Events that the storage failed to store; the client was told",
                s -> s.counters().failed());
        count("lightning.batches", "Transactions committed", s -> s.counters().batches());
        gauge(
                "lightning.events.waiting",
                "Events accepted and not yet answered",
                s -> s.counters().waiting());
        rejected("queue_full", () -> latest.status().counters().rejected());
        for (HttpCounters.Reason reason : HttpCounters.Reason.values()) {
            rejected(reason.name().toLowerCase(Locale.ROOT), () -> http.rejected(reason));
        }
    }

    private void registerState() {
        Gauge.builder("lightning.up", this, self -> self.latest.up() ? 1 : 0)
                .description("Whether events can be stored")
                .register(registry);
        gauge("lightning.queue.events", "Events in the queue", s -> s.queue().events());
        gauge("lightning.queue.bytes", "Bytes in the queue", s -> s.queue().bytes());
        gauge("lightning.traces", "Stored traces", s -> s.totals().figures().traces());
        gauge(
                "lightning.sessions.active",
                "Sessions with an open trace",
                s -> s.totals().activeSessions());
        gauge(
                "lightning.database.bytes",
                "Size of the database",
                s -> s.storage().databaseBytes());
        gauge(
                "lightning.wal.bytes",
                "Size of the write-ahead log",
                s -> s.storage().walBytes());
    }

    private void registerHttp() {
        for (int statusClass = 2; statusClass <= 5; statusClass++) {
            int counted = statusClass;
            FunctionCounter.builder("lightning.http.requests", http, counters -> counters.answers(counted))
                    .description("Requests answered, by class of status")
                    .tag("status", counted + "xx")
                    .register(registry);
        }
    }

    private void registerOtlp() {
        records("kept", OtlpCounters::kept);
        records("foreign", OtlpCounters::foreign);
        records("broken", OtlpCounters::broken);
        records("late", OtlpCounters::lateOnes);
        FunctionCounter.builder("lightning.otlp.metrics", otlp, OtlpCounters::metricRequests)
                .description("Requests with metrics over OTLP, which are dropped")
                .register(registry);
    }

    /** What is late is kept as well. */
    private void records(String result, ToDoubleFunction<OtlpCounters> value) {
        FunctionCounter.builder("lightning.otlp.records", otlp, value)
                .description("Spans and log records over OTLP, by what became of them")
                .tag("result", result)
                .register(registry);
    }

    private void count(String name, String description, ToDoubleFunction<WriterStatus> value) {
        FunctionCounter.builder(name, this, self -> value.applyAsDouble(self.latest.status()))
                .description(description)
                .register(registry);
    }

    private void gauge(String name, String description, ToDoubleFunction<WriterStatus> value) {
        Gauge.builder(name, this, self -> value.applyAsDouble(self.latest.status()))
                .description(description)
                .register(registry);
    }

    private void rejected(String reason, java.util.function.LongSupplier value) {
        FunctionCounter.builder("lightning.events.rejected", value, java.util.function.LongSupplier::getAsLong)
                .description("Events and requests refused before the queue, by reason")
                .tag("reason", reason)
                .register(registry);
    }
}
