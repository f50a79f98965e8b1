package ai.openclaw.lightning;

import ai.openclaw.lightning.bus.Bus;
import ai.openclaw.lightning.config.Config;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.setting.Secret;
import ai.openclaw.lightning.config.table.BridgeSection;
import ai.openclaw.lightning.config.table.CaptureSection;
import ai.openclaw.lightning.http.HttpParts;
import ai.openclaw.lightning.http.HttpVerticle;
import ai.openclaw.lightning.intake.Intake;
import ai.openclaw.lightning.maintenance.DailyFilesVerticle;
import ai.openclaw.lightning.masking.Masker;
import ai.openclaw.lightning.optimizer.hypotheses.Proposer;
import ai.openclaw.lightning.optimizer.run.OptimizerParts;
import ai.openclaw.lightning.optimizer.run.OptimizerVerticle;
import ai.openclaw.lightning.plugins.Plugins;
import ai.openclaw.lightning.setup.Setup;
import ai.openclaw.lightning.storage.Store;
import ai.openclaw.lightning.writer.BridgeClock;
import ai.openclaw.lightning.writer.ClockFile;
import ai.openclaw.lightning.writer.WriterVerticle;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The composition root: every object of a running bridge is built here. It starts from the disk outwards, so that
 * whoever gets an answer can be stored, and stops from the network inwards, so that whatever was answered is.
 */
public final class Bridge implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Bridge.class);

    private static final Duration START_MAX = Duration.ofSeconds(60);

    /** A migration rebuilds the database, and a damaged one is salvaged: that takes as long as it is large. */
    private static final Duration OPEN_MAX = Duration.ofHours(2);

    /** Longer than the store waits for another process's lock, so that its answer comes first. */
    private static final Duration BUS_TIMEOUT = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final Duration stopTimeout;
    private final Bus bus;
    private final Store store;
    private final Future<Void> opened;
    private final HttpVerticle http;
    private final WriterVerticle writer;
    private final OptimizerVerticle optimizer;
    private final DailyFilesVerticle dailyFiles;

    /** Null without a team; then none of its classes is loaded. */
    private final Deployable team;

    private String httpDeployment;
    private String writerDeployment;
    private String optimizerDeployment;
    private String dailyFilesDeployment;
    private String teamDeployment;

    private Bridge(
            Vertx vertx,
            Store store,
            Future<Void> opened,
            Config config,
            Home home,
            String version,
            PluginChoice chosen) {
        this.vertx = vertx;
        this.stopTimeout = Duration.ofSeconds(config.get(BridgeSection.SHUTDOWN_TIMEOUT_S));
        this.store = store;
        this.opened = opened;
        this.bus = new Bus(vertx, BUS_TIMEOUT);
        Supplier<String> traceIds = new TraceIds();
        this.writer = new WriterVerticle(
                bus,
                store.writer(),
                PartSettings.writer(config),
                new BridgeClock(System::currentTimeMillis, System::nanoTime, new ClockFile(home.clockFile())),
                traceIds);
        this.optimizer = new OptimizerVerticle(new OptimizerParts(
                bus,
                store.learning(),
                PartSettings.run(config),
                chosen.optimizers(),
                chosen.reward(),
                System::currentTimeMillis,
                traceIds,
                home.optimizations(),
                PartSettings.helper(config, home).map(helper -> new Proposer(helper, System::currentTimeMillis))));
        this.dailyFiles = new DailyFilesVerticle(store.reader(), home.metrics(), System::currentTimeMillis);
        Secret decisionKey = PartSettings.decisionKey(config, home);
        TeamSide sharing = TeamSide.of(config, home, decisionKey, store, bus, optimizer::guidance);
        this.team = sharing.verticle();
        HttpParts parts = new HttpParts(
                bus,
                store.reader(),
                new Intake(
                        new Masker(PartSettings.masking(config, decisionKey)),
                        config.get(CaptureSection.FIELD_BYTES_MAX),
                        System::currentTimeMillis,
                        traceIds,
                        sharing.guidance(),
                        PartSettings.origins(config)),
                System::currentTimeMillis,
                traceIds,
                version,
                sharing.guidance(),
                optimizer::view,
                sharing.view(),
                PartSettings.otlp(config, home),
                new Setup(config, home),
                store.writer().isShared());
        this.http = new HttpVerticle(PartSettings.http(config, home, decisionKey), parts);
    }

    /**
     * Starts everything; returns when it answers requests. The home must be locked.
     *
     * @throws ai.openclaw.lightning.config.setting.ConfigException when a setting names something that is not there
     * @throws Exception what stopped it; a {@link java.net.BindException} among the causes when the port is taken
     */
    public static Bridge start(Config config, Home home, String version) throws Exception {
        Bridge bridge = of(config, home, version, PluginChoice.of(config, new Plugins(home.plugins())));
        try {
            bridge.await(bridge.opened, OPEN_MAX);
            bridge.await(bridge.startStepwise(), START_MAX);
            return bridge;
        } catch (ExecutionException e) {
            bridge.close();
            throw e.getCause() instanceof Exception cause ? cause : e;
        } catch (InterruptedException | TimeoutException e) {
            bridge.close();
            throw e;
        }
    }

    /** The store opens while the rest is built, because both take as long; neither may outlive what can't be built. */
    private static Bridge of(Config config, Home home, String version, PluginChoice chosen) {
        Vertx vertx = Threads.vertx(config);
        Runnable undo = vertx::close;
        try {
            Store store = Stores.store(chosen.stores(), vertx, config, home);
            Future<Void> opened = blocking(vertx, store::open);
            undo = () -> opened.eventually(() -> blocking(vertx, store::close)).eventually(vertx::close);
            return new Bridge(vertx, store, opened, config, home, version, chosen);
        } catch (RuntimeException | Error failure) {
            undo.run();
            throw failure;
        }
    }

    private Future<Void> startStepwise() {
        return vertx.deployVerticle(writer)
                .map(id -> writerDeployment = id)
                .compose(id -> vertx.deployVerticle(optimizer, Threads.OPTIMIZER))
                .map(id -> optimizerDeployment = id)
                .compose(id -> vertx.deployVerticle(dailyFiles))
                .map(id -> dailyFilesDeployment = id)
                .compose(id -> vertx.deployVerticle(http))
                .map(id -> httpDeployment = id)
                .compose(id ->
                        team == null ? Future.<String>succeededFuture() : vertx.deployVerticle(team, Threads.TEAM))
                .map(id -> teamDeployment = id)
                .mapEmpty();
    }

    /** The port it listens on: the configured one, or the free one it took. */
    public int port() {
        return http.port();
    }

    /** Completes when the writer's turn comes; fails where it does not within the limit, so where something hangs. */
    public CompletionStage<Boolean> writerTurn(Duration limit) {
        return bus.turn(limit).toCompletionStage();
    }

    /** Stops in order, each step with a limit, and returns when all is stored and closed. */
    @Override
    public void close() {
        step("team", () -> teamDeployment == null ? null : vertx.undeploy(teamDeployment));
        step("requests under way", () -> httpDeployment == null ? null : http.drain(stopTimeout));
        step("http", () -> httpDeployment == null ? null : vertx.undeploy(httpDeployment));
        step("optimizer", () -> optimizerDeployment == null ? null : vertx.undeploy(optimizerDeployment));
        step("writer", () -> writerDeployment == null ? null : vertx.undeploy(writerDeployment));
        step("daily files", () -> dailyFilesDeployment == null ? null : vertx.undeploy(dailyFilesDeployment));
        step("storage", () -> blocking(vertx, store::close));
        step("vert.x", vertx::close);
    }

    /** A step that fails or hangs must not keep the next from saving what it can. */
    private void step(String name, Supplier<Future<?>> stop) {
        try {
            Future<?> stopping = stop.get();
            if (stopping != null) { // else it was never started
                await(stopping, stopTimeout);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            LOG.error("stopping: {} did not end cleanly", name, e);
        }
    }

    private static Future<Void> blocking(Vertx vertx, Runnable work) {
        return vertx.executeBlocking(Executors.callable(work, null), false);
    }

    private <T> void await(Future<T> future, Duration limit)
            throws InterruptedException, ExecutionException, TimeoutException {
        future.toCompletionStage().toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
    }
}
