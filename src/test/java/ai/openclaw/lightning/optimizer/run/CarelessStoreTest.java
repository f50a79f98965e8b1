package ai.openclaw.lightning.optimizer.run;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.Eventually;
import ai.openclaw.lightning.bus.Bus;
import ai.openclaw.lightning.model.ClosedTraces;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.optimizer.Learner;
import ai.openclaw.lightning.optimizer.Optimizer;
import ai.openclaw.lightning.optimizer.OptimizerSettings;
import ai.openclaw.lightning.optimizer.ScoredTrace;
import ai.openclaw.lightning.reward.SuccessReward;
import ai.openclaw.lightning.storage.Given;
import ai.openclaw.lightning.storage.LearningStore;
import ai.openclaw.lightning.storage.memory.MemoryStore;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The optimizer on a store that answers on threads of its own, or throws what it should tell by its future. */
final class CarelessStoreTest {

    private static final Duration WAIT_MAX = Duration.ofSeconds(60);

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx, WAIT_MAX);
    private final ExecutorService foreign = Executors.newFixedThreadPool(3);
    private final MemoryStore memory = MemoryStore.opened();
    private final Set<String> threads = ConcurrentHashMap.newKeySet();

    private volatile boolean throwing;

    @TempDir
    private Path folder;

    private OptimizerVerticle optimizer;
    private String deployment;

    @AfterEach
    void close() {
        vertx.undeploy(deployment).await();
        foreign.shutdown();
        vertx.close().await();
    }

    private LearningStore store() {
        LearningStore learning = memory.learning();
        return (LearningStore) Proxy.newProxyInstance(
                LearningStore.class.getClassLoader(),
                new Class<?>[] {LearningStore.class},
                (self, method, arguments) -> {
                    if (throwing && method.getReturnType() == Future.class) {
                        throw new IllegalStateException("the store is careless");
                    }
                    Object answered = method.invoke(learning, arguments);
                    if (!(answered instanceof Future<?> answer)) {
                        return answered;
                    }
                    Promise<Object> later = Promise.promise();
                    foreign.execute(() -> later.complete(answer.result()));
                    return later.future();
                });
    }

    /** Notes on which threads it works. */
    private final Optimizer noting = new Optimizer() {
        @Override
        public String name() {
            return "noting";
        }

        @Override
        public Learner newLearner(OptimizerSettings settings) {
            return new Learner() {
                @Override
                public void learn(ScoredTrace trace) {
                    threads.add(Thread.currentThread().getName());
                }

                @Override
                public List<Suggestion> suggestions() {
                    return List.of();
                }
            };
        }
    };

    private void deploy() {
        optimizer = new OptimizerVerticle(new OptimizerParts(
                bus,
                store(),
                SimulatedOptimizer.settings(),
                List.of(noting),
                new SuccessReward(),
                System::currentTimeMillis,
                () -> "id",
                folder,
                Optional.empty()));
        deployment = vertx.deployVerticle(
                        optimizer,
                        new DeploymentOptions()
                                .setThreadingModel(ThreadingModel.WORKER)
                                .setWorkerPoolName("optimizer")
                                .setWorkerPoolSize(1))
                .await();
    }

    private void closeTraces(int from, int to) {
        for (int i = from; i < to; i++) {
            Given.trace("t" + i).ended(true).in(memory);
            bus.closed(new ClosedTraces(List.of("t" + i)));
        }
    }

    @Test
    void run_answersOnForeignThreads_learnsOnItsOwn() throws Exception {
        deploy();
        closeTraces(0, 100);

        Eventually.until(() -> optimizer.view().analyzedTraces() == 100);
        assertThat(threads).isNotEmpty().allMatch(name -> name.startsWith("optimizer"));
    }

    @Test
    void run_storeThrows_saysSoAndGoesOnLater() throws Exception {
        deploy();
        closeTraces(0, 10);
        Eventually.until(() -> optimizer.view().analyzedTraces() == 10);
        throwing = true;
        closeTraces(10, 20);
        Eventually.until(() -> optimizer.view().progress().problem() != null);

        throwing = false;
        bus.optimize().await();
        Eventually.until(() -> optimizer.view().analyzedTraces() == 20);
        // What a run found is shown before the run has ended, and only its end takes the problem away.
        Eventually.until(() -> optimizer.view().progress().problem() == null);
    }
}
