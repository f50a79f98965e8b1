package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.Eventually;
import ai.openclaw.lightning.bus.Bus;
import ai.openclaw.lightning.model.OptimizerView;
import ai.openclaw.lightning.model.OptimizerView.Health;
import ai.openclaw.lightning.optimizer.Optimizer;
import ai.openclaw.lightning.reward.SuccessReward;
import ai.openclaw.lightning.storage.LearningStore;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** The real verticle on a store and a clock of the test's; every save succeeds. */
final class OptimizerUnderTest implements AutoCloseable {

    private static final Duration WAIT_MAX = Duration.ofSeconds(60);

    final Vertx vertx = Vertx.vertx();
    final Bus bus = new Bus(vertx, WAIT_MAX);
    final OptimizerVerticle verticle;
    private final String deployment;

    OptimizerUnderTest(LearningStore store, LongSupplier clock, Path folder, List<Optimizer> optimizers) {
        bus.onSave(changed -> Future.succeededFuture(true));
        verticle = new OptimizerVerticle(new OptimizerParts(
                bus,
                store,
                SimulatedOptimizer.settings(),
                optimizers,
                new SuccessReward(),
                clock,
                () -> "0".repeat(32),
                folder,
                Optional.empty()));
        deployment = vertx.deployVerticle(
                        verticle,
                        new DeploymentOptions()
                                .setThreadingModel(ThreadingModel.WORKER)
                                .setWorkerPoolName("optimizer")
                                .setWorkerPoolSize(1))
                .await();
    }

    Health health() {
        return verticle.view().health();
    }

    OptimizerView.Progress progress() {
        return verticle.view().progress();
    }

    /** Asks for a run, and waits until one more has ended. */
    void run() throws Exception {
        long before = progress().runs();
        bus.optimize().await();
        await(() -> progress().runs() > before);
    }

    static void await(BooleanSupplier condition) throws Exception {
        Eventually.until(condition::getAsBoolean);
    }

    @Override
    public void close() {
        vertx.undeploy(deployment).await();
        vertx.close().await();
    }
}
