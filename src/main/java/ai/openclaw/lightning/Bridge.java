package ai.openclaw.lightning;

import ai.openclaw.lightning.config.Config;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.storage.sqlite.NativeLibrary;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Placeholder of the composition root: listens and answers GET /health, so that the packaging can be tested. */
public final class Bridge implements AutoCloseable {

    private final Vertx vertx;
    private final HttpServer server;
    private final int timeoutS;

    private Bridge(Vertx vertx, HttpServer server, int timeoutS) {
        this.vertx = vertx;
        this.server = server;
        this.timeoutS = timeoutS;
    }

    /**
     * Starts everything; returns when it answers requests. The home must be locked.
     *
     * @throws Exception what stopped it; a {@link java.net.BindException} among the causes when the port is taken
     */
    public static Bridge start(Config config, Home home, String version) throws Exception {
        NativeLibrary.unpackTo(home.cache());
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + home.database())) {
            connection.getMetaData();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
        Router router = Router.router(vertx);
        router.get("/health")
                .handler(context -> context.json(new JsonObject()
                        .put("status", "healthy")
                        .put("service", "agent-lightning-bridge")
                        .put("version", version)));
        router.post().handler(BodyHandler.create(false));
        router.post("/v1/events")
                .handler(context -> context.json(new JsonObject()
                        .put(
                                "accepted",
                                context.body()
                                        .asJsonObject()
                                        .getJsonArray("events")
                                        .size())
                        .put("rejected", new JsonArray())));
        router.post()
                .handler(context -> context.json(
                        new JsonObject().put("success", true).put("trace_id", "0af7651916cd43dd8448eb211c80319c")));
        router.get("/stats").handler(context -> context.json(new JsonObject().put("total_traces", 0)));
        router.get("/traces").handler(context -> context.json(new JsonObject().put("traces", new JsonArray())));
        try {
            HttpServer server = vertx.createHttpServer(new HttpServerOptions().setTcpNoDelay(true))
                    .requestHandler(router)
                    .listen(config.bridge().port(), config.bridge().host())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
            return new Bridge(vertx, server, config.bridge().shutdownTimeoutS());
        } catch (Exception e) {
            vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
            throw e;
        }
    }

    /** The port it listens on: the configured one, or the free one it took. */
    public int port() {
        return server.actualPort();
    }

    /** Stops in order, and returns when all is stored and closed. */
    @Override
    public void close() {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(timeoutS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("did not stop within " + timeoutS + " s", e);
        }
    }
}
