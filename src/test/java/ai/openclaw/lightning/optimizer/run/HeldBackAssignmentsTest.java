package ai.openclaw.lightning.optimizer.run;

import static ai.openclaw.lightning.optimizer.run.FakeLearningStore.idOf;
import static ai.openclaw.lightning.optimizer.run.OptimizerUnderTest.await;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.model.ExperimentReport;
import ai.openclaw.lightning.model.LearnedDocuments;
import ai.openclaw.lightning.model.StoredAssignment;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.SuggestionDecision;
import ai.openclaw.lightning.model.SuggestionDecision.Action;
import ai.openclaw.lightning.model.SuggestionEvidence.Metric;
import ai.openclaw.lightning.model.TraceState.Labels;
import ai.openclaw.lightning.optimizer.OptimizerSettings;
import ai.openclaw.lightning.optimizer.mining.DecisionPointOptimizer;
import ai.openclaw.lightning.optimizer.stats.EstimatedOutcome;
import ai.openclaw.lightning.reward.SuccessReward;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bridges that share a store see an assignment late where one before it may still come, and then its trace may be closed. */
final class HeldBackAssignmentsTest {

    private static final Suggestion RULE = SimulatedOptimizer.proposal(Metric.SUCCESS, "read", "write");
    private static final int TRACES = 5;

    private static final EstimatedTrace SUCCESS =
            new EstimatedTrace(Set.of(), 0, new EstimatedOutcome(0.5, null, 1, false), 1.0);

    @Test
    void heldBack_untilTheTraceIsClosed_counts(@TempDir Path folder) throws Exception {
        FakeLearningStore store = new FakeLearningStore();
        StoredDocuments documents = new StoredDocuments();
        documents.suggestions.put(RULE.id(), Documents.of(RULE));
        LearnedDocuments stored = documents.all();
        store.learned = () -> Future.succeededFuture(stored);
        for (long id = 1; id <= TRACES; id++) {
            store.putClosed(id);
        }
        store.assignmentsHeldBack = true;
        try (OptimizerUnderTest bridge = new OptimizerUnderTest(store, () -> 0L, folder, List.of())) {
            bridge.bus
                    .decide(new SuggestionDecision(RULE.id(), Action.EXPERIMENT, null, null))
                    .await();
            bridge.run();
            await(() -> bridge.verticle.view().analyzedTraces() == TRACES);
            Experiment plan = experiment(bridge).plan();
            store.assign(plan, 3);
            store.putClosed(7); // another bridge heard of it, and died before it had stored anything
            store.assign(plan, 7);

            long runs = bridge.progress().runs();
            await(() -> bridge.progress().runs() >= runs + 3); // nobody asks for these
            assertThat(experiment(bridge).counted()).isEqualTo(2);
        }
    }

    private static ExperimentReport experiment(OptimizerUnderTest bridge) {
        return bridge.verticle.view().experiments().get(0);
    }

    /** The outcome of a trace must not choose what it is compared with. */
    @Test
    void stratum_traceThatWasLearnedBefore_isWhatItsClientSaid() {
        Learning learning = new Learning(
                List.of(new DecisionPointOptimizer()),
                OptimizerSettings.DEFAULT,
                new Scoring(new SuccessReward()),
                Map.of(),
                Set.of());
        FakeLearningStore store = new FakeLearningStore();
        store.putClosed(1);
        learning.learn(store.evidence(List.of(idOf(1))).await().get(0), SUCCESS);

        assertThat(learning.stratum(unit(2))).isNotEmpty();
        assertThat(learning.stratum(unit(1))).isEmpty();
    }

    private static StoredAssignment unit(long id) {
        Labels labels = new Labels(FakeLearningStore.AGENT, null, null, null, null, null);
        return new StoredAssignment(id, idOf(id), "s", 0, labels, "hello", List.of());
    }
}
