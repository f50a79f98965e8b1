package ai.openclaw.lightning.optimizer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.Eventually;
import ai.openclaw.lightning.bus.Bus;
import ai.openclaw.lightning.guidance.ActiveGuidance;
import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import ai.openclaw.lightning.model.LearnedDocuments;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Status;
import ai.openclaw.lightning.model.SuggestionDecision;
import ai.openclaw.lightning.model.SuggestionDecision.Action;
import ai.openclaw.lightning.model.SuggestionEvidence.Metric;
import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.model.WriteRequest;
import ai.openclaw.lightning.optimizer.Optimizer;
import ai.openclaw.lightning.reward.SuccessReward;
import ai.openclaw.lightning.storage.Store;
import ai.openclaw.lightning.storage.Transactions;
import ai.openclaw.lightning.storage.WriterStore;
import ai.openclaw.lightning.storage.memory.MemoryStore;
import ai.openclaw.lightning.writer.Clocks;
import ai.openclaw.lightning.writer.WriterSettings;
import ai.openclaw.lightning.writer.WriterVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The optimizer beside a real writer, on a store whose saves fail when the test wants it. */
final class OptimizerVerticleTest {

    private static final Duration WAIT_MAX = Duration.ofSeconds(60);
    private static final Suggestion RULE = SimulatedOptimizer.proposal(Metric.SUCCESS, "read", "write");

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx, WAIT_MAX);
    private final AtomicLong ids = new AtomicLong();
    private final Store memory = MemoryStore.opened();

    /** Null while saves work. */
    private volatile Future<Void> savesAnswer;

    private volatile boolean saveAsked;

    @TempDir
    private Path folder;

    private OptimizerVerticle optimizer;
    private String deployment;

    @AfterEach
    void close() {
        vertx.undeploy(deployment).await();
        vertx.close().await();
    }

    /** The store's writer, but for its saves. */
    private WriterStore writer() {
        return intercepted(
                WriterStore.class,
                memory.writer(),
                (method, answer) -> method.equals("begin")
                        ? intercepted(WriterStore.Transaction.class, (WriterStore.Transaction) answer, this::saved)
                        : answer);
    }

    private Object saved(String method, Object answer) {
        Future<Void> failing = savesAnswer;
        if (method.equals("save") && failing != null) {
            saveAsked = true;
            try {
                failing.toCompletionStage().toCompletableFuture().join();
            } catch (CompletionException notSaved) {
                throw BridgeException.of(notSaved.getCause());
            }
        }
        return answer;
    }

    /** Calls the other, and may then do something else with the answer. */
    private static <T> T intercepted(Class<T> type, T other, BiFunction<String, Object, Object> then) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        return then.apply(method.getName(), method.invoke(other, arguments));
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                }));
    }

    private void deploy(List<Optimizer> optimizers) {
        Transactions.save(memory, new LearnedDocuments(List.of(Documents.of(RULE)), List.of(), List.of()));
        vertx.deployVerticle(new WriterVerticle(
                        bus,
                        writer(),
                        new WriterSettings(10_000, 1 << 23, 1_000, 3_600_000, 0, 0),
                        Clocks.following(System::currentTimeMillis),
                        this::newId))
                .await();
        optimizer = new OptimizerVerticle(new OptimizerParts(
                bus,
                memory.learning(),
                SimulatedOptimizer.settings(),
                optimizers,
                new SuccessReward(),
                System::currentTimeMillis,
                this::newId,
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

    private String newId() {
        return String.format(Locale.ROOT, "%016x%016x", ids.incrementAndGet(), 1);
    }

    private Suggestion decide(Action action) {
        return bus.decide(new SuggestionDecision(RULE.id(), action, null, null)).await();
    }

    private Suggestion shown() {
        return optimizer.view().suggestions().get(0);
    }

    private Suggestion stored() {
        return Documents.suggestion(
                memory.learning().learned().await().suggestions().get(0));
    }

    private void assertNothingStarted() {
        assertThat(shown()).isEqualTo(RULE);
        assertThat(stored()).isEqualTo(RULE);
        assertThat(optimizer.view().experiments()).isEmpty();
        assertThat(memory.learning().learned().await().experiments()).isEmpty();
        assertThat(optimizer.guidance()).isEqualTo(ActiveGuidance.EMPTY);
    }

    @Test
    void decision_notStored_isUndone_andMayBeMadeAgain() throws Exception {
        deploy(List.of());
        savesAnswer = Future.failedFuture(new BridgeException(Kind.DISK_FULL, "the disk is full"));
        for (Action action : List.of(Action.EXPERIMENT, Action.FULL, Action.REJECT)) {
            assertThatThrownBy(() -> decide(action))
                    .isInstanceOfSatisfying(
                            BridgeException.class,
                            failure -> assertThat(failure.kind()).isEqualTo(Kind.DISK_FULL));
            assertNothingStarted();
        }
        savesAnswer = null;
        long runs = optimizer.view().progress().runs();
        bus.optimize().await();
        Eventually.until(() -> optimizer.view().progress().runs() > runs);
        assertNothingStarted();

        assertThat(decide(Action.EXPERIMENT).status()).isEqualTo(Status.IN_EXPERIMENT);
        assertThat(shown()).isEqualTo(stored());
        assertThat(optimizer.guidance().experiments()).hasSize(1);
        savesAnswer = Future.failedFuture(new BridgeException(Kind.DISK_FULL, "the disk is full"));
        assertThatThrownBy(() -> decide(Action.ROLL_BACK)).isInstanceOf(BridgeException.class);
        assertThat(shown().status()).isEqualTo(Status.IN_EXPERIMENT);
        assertThat(optimizer.guidance().experiments()).hasSize(1);
        assertThat(shown()).isEqualTo(stored());
    }

    /** While the first is being stored nobody sees what it may have changed; the second finds what the first left. */
    @Test
    void decisions_atTheSameTime_takeTurns() throws Exception {
        deploy(List.of());
        Promise<Void> slow = Promise.promise();
        savesAnswer = slow.future();
        Future<Suggestion> first = bus.decide(new SuggestionDecision(RULE.id(), Action.EXPERIMENT, null, null));
        Future<Suggestion> second = bus.decide(new SuggestionDecision(RULE.id(), Action.REJECT, null, null));
        Eventually.until(() -> saveAsked);
        bus.optimize().await();
        assertNothingStarted();
        savesAnswer = null;
        slow.fail(new BridgeException(Kind.STORAGE_GONE, "gone"));

        assertThatThrownBy(first::await).isInstanceOf(BridgeException.class);
        assertThat(second.await().status()).isEqualTo(Status.REJECTED);
        assertThat(stored().status()).isEqualTo(Status.REJECTED);
        assertThat(memory.learning().learned().await().experiments()).isEmpty();
    }

    /** If any of these writes waited for the run, it would wait for ever: the run goes on after the last was answered. */
    @Test
    void run_underWay_delaysNoWrite() throws Exception {
        PausingOptimizer slow = new PausingOptimizer();
        deploy(List.of(slow));
        write("first");
        slow.awaitTrace();

        for (int i = 0; i < 500; i++) {
            write("trace " + i);
        }
        assertThat(optimizer.view().analyzedTraces())
                .as("it is still at its first")
                .isZero();
        slow.goOn();
        Eventually.until(() -> optimizer.view().analyzedTraces() == 501);
    }

    @Test
    void caughtUp_whileAClosedTraceIsUnread_isFalse() throws Exception {
        PausingOptimizer slow = new PausingOptimizer();
        deploy(List.of(slow));
        Eventually.until(() -> optimizer.view().progress().caughtUp());
        write("first");
        slow.awaitTrace();

        assertThat(optimizer.view().progress().caughtUp()).isFalse();
        slow.goOn();
        Eventually.until(() -> optimizer.view().progress().caughtUp());
        assertThat(optimizer.view().analyzedTraces()).isEqualTo(1);
    }

    private void write(String traceId) {
        List<TraceEvent> events = List.of(
                new TraceEvent.ToolCall(traceId, "s", 1_700_000_000_000L, null, "read", null, null, null, null, null),
                new TraceEvent.SessionEnd(traceId, "s", 1_700_000_000_001L, true, null, null));
        bus.write(List.of(WriteRequest.of(events, null))).await();
    }
}
