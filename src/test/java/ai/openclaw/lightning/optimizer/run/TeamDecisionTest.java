package ai.openclaw.lightning.optimizer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.Eventually;
import ai.openclaw.lightning.bus.Bus;
import ai.openclaw.lightning.model.LearnedDocuments;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Status;
import ai.openclaw.lightning.model.SuggestionDecision;
import ai.openclaw.lightning.model.SuggestionDecision.Action;
import ai.openclaw.lightning.model.SuggestionEvidence.Metric;
import ai.openclaw.lightning.optimizer.mining.DecisionPointOptimizer;
import ai.openclaw.lightning.reward.SuccessReward;
import ai.openclaw.lightning.storage.Store;
import ai.openclaw.lightning.storage.Transactions;
import ai.openclaw.lightning.storage.postgres.PostgresServer;
import ai.openclaw.lightning.storage.postgres.PostgresStore;
import ai.openclaw.lightning.writer.Clocks;
import ai.openclaw.lightning.writer.WriterSettings;
import ai.openclaw.lightning.writer.WriterVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person decides through any bridge of a team; the one that learns carries it out. */
final class TeamDecisionTest {

    private static final Duration WAIT_MAX = Duration.ofSeconds(30);
    private static final Suggestion RULE = SimulatedOptimizer.proposal(Metric.SUCCESS, "read", "write");

    private final PostgresServer server = PostgresServer.shared();
    private final String url = server.newDatabase();

    @TempDir
    private Path folder;

    private Member learner;
    private Member other;

    /** One bridge, without its network. */
    private final class Member {

        private final Vertx vertx = Vertx.vertx();
        private final Bus bus = new Bus(vertx, WAIT_MAX);
        private final Store store;
        private final AtomicLong ids = new AtomicLong();
        private OptimizerVerticle optimizer;

        /** Null before and after. */
        private String deployment;

        Member(String name) {
            store = new PostgresStore(vertx, server.settings(url, name));
            store.open();
        }

        Member deployed() {
            vertx.deployVerticle(new WriterVerticle(
                            bus,
                            store.writer(),
                            new WriterSettings(10_000, 1 << 23, 1_000, 3_600_000, 0, 0),
                            Clocks.following(System::currentTimeMillis),
                            this::newId))
                    .await();
            optimizer = new OptimizerVerticle(new OptimizerParts(
                    bus,
                    store.learning(),
                    SimulatedOptimizer.settings(),
                    List.of(new DecisionPointOptimizer()),
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
            return this;
        }

        private String newId() {
            return String.format(Locale.ROOT, "%016x%016x", ids.incrementAndGet(), 1);
        }

        Suggestion decide(String id, Action action) {
            return bus.decide(new SuggestionDecision(id, action, "as agreed", "ada"))
                    .await();
        }

        Suggestion shown() {
            return optimizer.view().suggestions().get(0);
        }

        void leave() {
            if (deployment != null) {
                vertx.undeploy(deployment).await();
                deployment = null;
            }
            store.close();
            vertx.close().await();
        }
    }

    @BeforeEach
    void start() {
        learner = new Member("one");
        Transactions.save(learner.store, new LearnedDocuments(List.of(Documents.of(RULE)), List.of(), List.of()));
        learner.deployed();
        other = new Member("two").deployed();
    }

    @AfterEach
    void stop() {
        learner.leave();
        other.leave();
    }

    @Test
    void decide_throughAnotherBridge_isCarriedOutByTheLearnerAndShownByBoth() throws Exception {
        Suggestion decided = other.decide(RULE.id(), Action.EXPERIMENT);

        assertThat(decided.status()).isEqualTo(Status.IN_EXPERIMENT);
        assertThat(decided.history()).extracting(change -> change.reason()).contains("as agreed");
        assertThat(decided.history()).extracting(change -> change.actor()).contains("ada");
        assertThat(other.shown()).isEqualTo(decided);
        assertThat(other.optimizer.guidance().experiments()).hasSize(1);
        Eventually.until(
                WAIT_MAX,
                () -> "the learner shows " + learner.shown(),
                () -> learner.shown().equals(decided));
        assertThat(other.decide(RULE.id(), Action.ROLL_BACK).status()).isEqualTo(Status.ROLLED_BACK);
    }

    @Test
    void decide_refusedByTheLearner_saysWhy() {
        other.decide(RULE.id(), Action.REJECT);

        assertThatThrownBy(() -> other.decide(RULE.id(), Action.RESUME))
                .hasMessageContaining("no experiment to resume");
        assertThatThrownBy(() -> other.decide("unknown", Action.REJECT)).hasMessage("there is no such suggestion");
        assertThat(learner.decide(RULE.id(), Action.REJECT).status()).isEqualTo(Status.REJECTED);
    }

    @Test
    void decide_learnerLeftJustNow_isCarriedOutByTheNext() {
        learner.leave();

        assertThat(other.decide(RULE.id(), Action.FULL).status()).isEqualTo(Status.ADOPTED);
    }

    @Test
    void optimize_ofABridgeThatDoesNotLearn_saysSo() {
        assertThatThrownBy(() -> other.bus.optimize().await()).hasMessageContaining("Another bridge learns for all");
        assertThat(learner.bus.optimize().await()).isTrue();
    }
}
