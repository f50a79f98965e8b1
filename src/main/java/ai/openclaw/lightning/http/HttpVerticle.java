package ai.openclaw.lightning.http;

import ai.openclaw.lightning.access.KeyRing;
import ai.openclaw.lightning.connections.LastEvents;
import ai.openclaw.lightning.hooks.HookRoutes;
import ai.openclaw.lightning.http.exchange.BodyWork;
import ai.openclaw.lightning.http.exchange.Dispatcher;
import ai.openclaw.lightning.http.exchange.HttpCounters;
import ai.openclaw.lightning.http.exchange.RequestRules;
import ai.openclaw.lightning.http.exchange.Route;
import ai.openclaw.lightning.intake.json.EventDecoder;
import ai.openclaw.lightning.keys.KeyRoutes;
import ai.openclaw.lightning.keys.SenderRoutes;
import ai.openclaw.lightning.live.Live;
import ai.openclaw.lightning.mcp.McpParts;
import ai.openclaw.lightning.mcp.McpRoutes;
import ai.openclaw.lightning.otlp.OtlpRoutes;
import ai.openclaw.lightning.overview.OverviewRoutes;
import ai.openclaw.lightning.page.PageRoutes;
import ai.openclaw.lightning.rules.GuidanceRoutes;
import ai.openclaw.lightning.setup.SetupRoutes;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The HTTP server. Its start fails with a {@link java.net.BindException} if the port is taken. Deploy one instance only,
 * because its limits count all requests together.
 */
public final class HttpVerticle extends VerticleBase {

    /** One: each large body that is decoded at the same time takes its size again, and the heap is small. */
    private static final int DECODE_THREADS = 1;

    private static final int HEADER_BYTES_MAX = 16 * 1024;
    private static final int REQUEST_LINE_BYTES_MAX = 8 * 1024;
    private static final int CHUNK_BYTES_MAX = 64 * 1024;
    private static final int TLS_HANDSHAKE_SECONDS = 10;
    private static final long TICK_MS = 1_000;

    private final HttpSettings settings;
    private final HttpParts parts;
    private final HttpCounters counters = new HttpCounters();

    private WorkerExecutor workers;

    /** Its thread begins when something comes over OTLP. */
    private WorkerExecutor tellers;

    private HttpServer server;
    private HttpServer otlpServer;
    private Live live;
    private final KeyRing ring;
    private KeyRoutes keys;
    private OtlpRoutes otlp;

    public HttpVerticle(HttpSettings settings, HttpParts parts) {
        this.settings = settings;
        this.parts = parts;
        this.ring = new KeyRing(settings.keys());
    }

    @Override
    public Future<?> start() {
        workers = vertx.createSharedWorkerExecutor("lightning-decode", DECODE_THREADS);
        tellers = vertx.createSharedWorkerExecutor("lightning-otlp", 1);
        live = new Live(vertx, parts.clock().getAsLong());
        Dispatcher dispatcher = new Dispatcher(rules(), Router.router(vertx), counters, parts.traceIds());
        dispatcher.serve(routes());
        vertx.setPeriodic(TICK_MS, tick -> {
            dispatcher.everySecond();
            live.everySecond(parts.optimizer().get());
            otlp.everySecond();
            keys.everySecond();
        });
        server = server(dispatcher);
        otlpServer = server(dispatcher);
        int otlpPort = parts.otlp().port();
        return keys.load()
                .compose(loaded -> server.listen(settings.port(), settings.host()))
                .compose(listening -> otlpPort == 0
                        ? Future.succeededFuture()
                        : otlpServer
                                .listen(otlpPort, settings.host())
                                .<Object>mapEmpty()
                                .recover(taken -> Future.failedFuture(new IllegalStateException(
                                        "port " + otlpPort + " of otlp.port can't be used: " + taken.getMessage()))));
    }

    private HttpServer server(Dispatcher dispatcher) {
        return vertx.createHttpServer(options())
                .requestHandler(dispatcher)
                .invalidRequestHandler(dispatcher::refuseMalformed)
                .connectionHandler(dispatcher::opened);
    }

    /** Returns the port that it listens on, once started. */
    public int port() {
        return server.actualPort();
    }

    /**
     * Takes no more connections, lets the requests under way be answered, at most for that time, then closes. Once it
     * is done nothing that was answered can be lost by stopping the rest.
     */
    public Future<Void> drain(Duration timeout) {
        context.runOnContext(over -> live.close());
        return Future.join(
                        server.shutdown(timeout.toMillis(), TimeUnit.MILLISECONDS),
                        otlpServer.shutdown(timeout.toMillis(), TimeUnit.MILLISECONDS))
                .mapEmpty();
    }

    @Override
    public Future<?> stop() {
        return Future.join(workers.close(), tellers.close()).andThen(closed -> otlp.close());
    }

    /** All routes; any other path is 404. */
    List<Route> routes() {
        HttpSettings.Limits limits = settings.limits();
        EventDecoder decoder = new EventDecoder(parts.intake(), limits.batchEventsMax());
        BodyWork work = new BodyWork(workers, limits.largeBodyBytes());
        LastEvents lastEvents = new LastEvents(parts.clock());
        EventRoutes events =
                new EventRoutes(parts.bus().writeFeed(context, live::changed), decoder, work, counters, lastEvents);
        List<Route> routes = new ArrayList<>(events.routes(limits));
        routes.addAll(new HookRoutes(parts.intake(), parts.clock(), parts.traceIds(), work, counters, events::write)
                .routes(limits.batchBytesMax()));
        routes.addAll(new McpRoutes(mcpParts(events), work).routes());
        otlp = new OtlpRoutes(
                parts.intake(),
                parts.clock(),
                work,
                new BodyWork(tellers, 0),
                vertx::timer,
                events::write,
                parts.otlp());
        routes.addAll(otlp.routes(limits.batchBytesMax()));
        routes.addAll(new TraceRoutes(parts.store()).routes());
        routes.addAll(new OverviewRoutes(parts.store(), parts.optimizer(), work, parts.clock()).routes());
        routes.addAll(new StatusRoutes(
                        parts,
                        vertx,
                        counters,
                        otlp.counters(),
                        lastEvents,
                        settings.timeouts().statusSeconds())
                .routes());
        routes.addAll(new SuggestionRoutes(parts).routes());
        keys = new KeyRoutes(ring, parts.store(), parts.bus(), parts.clock(), parts.shared());
        routes.addAll(keys.routes());
        routes.addAll(new SenderRoutes(parts.bus()).routes());
        routes.addAll(new GuidanceRoutes(parts.guidance(), parts.optimizer()).routes());
        routes.addAll(new SetupRoutes(parts.setup(), vertx).routes());
        routes.addAll(live.routes());
        routes.addAll(new PageRoutes(settings.keys().decision(), parts.clock(), parts.traceIds()).routes());
        return routes;
    }

    private McpParts mcpParts(EventRoutes events) {
        return new McpParts(
                parts.version(),
                parts.store(),
                parts.intake(),
                parts.guidance(),
                parts.optimizer(),
                events::write,
                parts.bus()::decide);
    }

    private RequestRules rules() {
        return new RequestRules(
                settings.allowedHosts(),
                settings.tls() != null,
                ring,
                settings.limits().connectionsMax(),
                settings.timeouts().requestSeconds(),
                settings.limits().inFlightBytesMax(),
                settings.limits().answerBytesMax(),
                settings.limits().discardBytesMax());
    }

    private HttpServerOptions options() {
        HttpServerOptions options = new HttpServerOptions()
                .setTcpNoDelay(true)
                .setHttp2ClearTextEnabled(false)
                .setUseAlpn(false)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setIdleTimeout(settings.timeouts().idleSeconds())
                .setWriteIdleTimeout(settings.timeouts().writeSeconds())
                .setMaxHeaderSize(HEADER_BYTES_MAX)
                .setMaxInitialLineLength(REQUEST_LINE_BYTES_MAX)
                .setMaxChunkSize(CHUNK_BYTES_MAX);
        if (settings.tls() != null) {
            options.setSsl(true)
                    .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS)
                    .setSslHandshakeTimeout(TLS_HANDSHAKE_SECONDS)
                    .setKeyCertOptions(new PemKeyCertOptions()
                            .setCertPath(settings.tls().certificatePath())
                            .setKeyPath(settings.tls().keyPath()));
        }
        return options;
    }
}
