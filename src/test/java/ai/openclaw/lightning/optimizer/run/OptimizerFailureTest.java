package ai.openclaw.lightning.optimizer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import ai.openclaw.lightning.model.ClosedTraces;
import ai.openclaw.lightning.model.LearnedDocuments;
import ai.openclaw.lightning.model.LearnedDocuments.Document;
import ai.openclaw.lightning.model.OptimizerView.Health;
import ai.openclaw.lightning.model.OptimizerView.Health.Status;
import ai.openclaw.lightning.model.StatusChange;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.SuggestionDecision;
import ai.openclaw.lightning.model.SuggestionDecision.Action;
import ai.openclaw.lightning.model.SuggestionEvidence.Metric;
import ai.openclaw.lightning.optimizer.Learner;
import ai.openclaw.lightning.optimizer.Optimizer;
import ai.openclaw.lightning.optimizer.OptimizerSettings;
import ai.openclaw.lightning.optimizer.ScoredTrace;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever fails, the optimizer goes on, and its health says so until it works again. */
final class OptimizerFailureTest {

    private static final Suggestion RULE = SimulatedOptimizer.proposal(Metric.SUCCESS, "read", "write");
    private static final Suggestion ADOPTED = RULE.withStatus(
            new StatusChange(Suggestion.Status.PROPOSED, Suggestion.Status.ADOPTED, 0, "person", "Adopted."),
            RULE.grade());
    private static final String SECRET = "what a user wrote";

    private final FakeLearningStore store = new FakeLearningStore();

    /** The method in which the clock fails; null while it works. */
    private volatile String broken;

    @TempDir
    private Path folder;

    /** The clock is asked everywhere, so by failing in one method it makes that method fail. */
    private long clock() {
        String where = broken;
        boolean fails = where != null
                && StackWalker.getInstance()
                        .walk(frames ->
                                frames.anyMatch(frame -> frame.getMethodName().equals(where)));
        if (fails) {
            throw new IllegalStateException(SECRET);
        }
        return 1_800_000_000_000L;
    }

    private OptimizerUnderTest optimizer() {
        return new OptimizerUnderTest(store, this::clock, folder, List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"conclude", "publish", "learn"})
    void run_fails_isSaid_andTheNextGoesOn(String method) throws Exception {
        store.learned = () ->
                Future.succeededFuture(new LearnedDocuments(List.of(Documents.of(ADOPTED)), List.of(), List.of()));
        try (OptimizerUnderTest optimizer = optimizer()) {
            OptimizerUnderTest.await(() ->
                    optimizer.progress().caughtUp() && optimizer.progress().runs() == 1);
            assertThat(optimizer.health()).isEqualTo(Health.PASS);

            store.putClosed(1);
            broken = method;
            for (int i = 1; i <= RunHistory.FAILURES_MAX; i++) {
                optimizer.bus.closed(new ClosedTraces(List.of(FakeLearningStore.idOf(1))));
                optimizer.run();
                assertThat(optimizer.health().status())
                        .isEqualTo(i < RunHistory.FAILURES_MAX ? Status.WARN : Status.FAIL);
                assertThat(optimizer.health().detail())
                        .contains("unexpected failure")
                        .doesNotContain(SECRET);
            }
            broken = null;
            optimizer.run();
            OptimizerUnderTest.await(() -> optimizer.verticle.view().analyzedTraces() == 1);
            assertThat(optimizer.health()).isEqualTo(Health.PASS);
            assertThat(optimizer.progress().problem()).isNull();
            assertThat(optimizer.verticle.view().suggestions()).containsExactly(ADOPTED);
            assertThat(optimizer.verticle.guidance().rules()).hasSize(1);
        }
    }

    @Test
    void decision_whosePublicationFails_isAnError_andTheNextRunShowsIt() throws Exception {
        store.learned =
                () -> Future.succeededFuture(new LearnedDocuments(List.of(Documents.of(RULE)), List.of(), List.of()));
        try (OptimizerUnderTest optimizer = optimizer()) {
            OptimizerUnderTest.await(() -> optimizer.progress().runs() == 1); // it starts well, and fails later
            broken = "publish";
            assertThatThrownBy(() -> optimizer
                            .bus
                            .decide(new SuggestionDecision(RULE.id(), Action.FULL, null, null))
                            .await())
                    .isInstanceOf(BridgeException.class);
            broken = null;
            optimizer.run();

            // The decision asks for a run too, which may have failed to publish just before and ended only now.
            OptimizerUnderTest.await(() -> optimizer.verticle.view().suggestions().stream()
                    .map(Suggestion::status)
                    .toList()
                    .equals(List.of(Suggestion.Status.ADOPTED)));
            assertThat(optimizer.verticle.guidance().rules()).hasSize(1);
        }
    }

    @Test
    void start_storeCannotBeRead_isSaid_andTriedAgain() throws Exception {
        for (boolean thrown : List.of(false, true)) {
            store.learned = () -> {
                BridgeException gone = new BridgeException(Kind.STORAGE_GONE, "the database can't be read");
                if (thrown) {
                    throw gone;
                }
                return Future.failedFuture(gone);
            };
            try (OptimizerUnderTest optimizer = optimizer()) {
                assertThat(optimizer.health().status()).isEqualTo(Status.FAIL);
                assertThat(optimizer.health().detail())
                        .isEqualTo("the optimizer has not started: the database can't be read");
                assertThatThrownBy(() -> optimizer
                                .bus
                                .decide(new SuggestionDecision(RULE.id(), Action.FULL, null, null))
                                .await())
                        .hasMessageContaining("has not started");

                store.learned = () ->
                        Future.succeededFuture(new LearnedDocuments(List.of(Documents.of(RULE)), List.of(), List.of()));
                optimizer.bus.optimize().await();
                OptimizerUnderTest.await(() -> optimizer.progress().caughtUp());
                assertThat(optimizer.health().status()).isEqualTo(Status.PASS);
                assertThat(optimizer.verticle.view().suggestions()).containsExactly(RULE);
            }
        }
    }

    @Test
    void start_oneRowCannotBeRead_isSaid_andTheRestWorks() throws Exception {
        store.learned = () -> Future.succeededFuture(new LearnedDocuments(
                List.of(Documents.of(ADOPTED), new Document("test-torn", "agent", "proposed", "{\"id\":")),
                List.of(),
                List.of()));
        store.putClosed(1);
        try (OptimizerUnderTest optimizer = optimizer()) {
            OptimizerUnderTest.await(() -> optimizer.verticle.view().analyzedTraces() == 1);

            assertThat(optimizer.health().status()).isEqualTo(Status.WARN);
            assertThat(optimizer.health().detail()).contains("can't be read", "suggestions: 1", "experiments: 0");
            assertThat(optimizer.progress().problem()).as("the runs go well").isNull();
            assertThat(optimizer.verticle.view().suggestions()).containsExactly(ADOPTED);
        }
    }

    /** One that fails on the first trace. */
    private record FailingOptimizer(String name) implements Optimizer {

        @Override
        public Learner newLearner(OptimizerSettings settings) {
            return new Learner() {
                @Override
                public void learn(ScoredTrace trace) {
                    throw new IllegalStateException(SECRET);
                }

                @Override
                public List<Suggestion> suggestions() {
                    return List.of();
                }
            };
        }
    }

    @Test
    void learner_leftOut_isSaid() throws Exception {
        store.putClosed(1);
        try (OptimizerUnderTest optimizer =
                new OptimizerUnderTest(store, this::clock, folder, List.of(new FailingOptimizer("broken")))) {
            OptimizerUnderTest.await(() -> optimizer.verticle.view().analyzedTraces() == 1);

            assertThat(optimizer.health().status()).isEqualTo(Status.WARN);
            assertThat(optimizer.health().detail()).isEqualTo("the optimizer \"broken\" failed and is left out");
        }
    }

    @Test
    void run_thatHangs_isSaid() throws Exception {
        AtomicLong now = new AtomicLong(1_800_000_000_000L);
        PausingOptimizer hanging = new PausingOptimizer();
        store.putClosed(1);
        try (OptimizerUnderTest optimizer = new OptimizerUnderTest(store, now::get, folder, List.of(hanging))) {
            hanging.awaitTrace();
            now.addAndGet(Duration.ofMinutes(2).toMillis());
            assertThat(optimizer.health()).isEqualTo(Health.PASS);
            now.addAndGet(Duration.ofMinutes(10).toMillis());
            assertThat(optimizer.health().status()).isEqualTo(Status.FAIL);
            assertThat(optimizer.health().detail()).isEqualTo("a run has been under way for 12 minutes");

            hanging.goOn();
            OptimizerUnderTest.await(() -> optimizer.health().equals(Health.PASS));
        }
    }
}
