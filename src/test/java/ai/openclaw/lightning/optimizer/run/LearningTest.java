package ai.openclaw.lightning.optimizer.run;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.StoredAssignment;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.SuggestionEvidence.Metric;
import ai.openclaw.lightning.model.TraceState.Labels;
import ai.openclaw.lightning.optimizer.Optimizer;
import ai.openclaw.lightning.optimizer.OptimizerSettings;
import ai.openclaw.lightning.optimizer.mining.DecisionPointOptimizer;
import ai.openclaw.lightning.optimizer.stats.GainPrior;
import ai.openclaw.lightning.optimizer.waste.WasteOptimizer;
import ai.openclaw.lightning.reward.SuccessReward;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class LearningTest {

    private static StoredAssignment unit(String model, String taskKey) {
        return new StoredAssignment(
                1, "t", "s", 0, new Labels("agent", model, taskKey, null, null, null), "hello", List.of());
    }

    /** Models are never compared with one another, whoever mines. */
    @Test
    void stratum_noOptimizerHasAnOpinion_isTaskAndModel() {
        Learning learning = new Learning(
                List.of(new WasteOptimizer()),
                OptimizerSettings.DEFAULT,
                new Scoring(new SuccessReward()),
                Map.of(),
                Set.of());

        assertThat(learning.stratum(unit("m", "task"))).isEqualTo("task | m");
        assertThat(learning.stratum(unit("m", null)))
                .isNotEqualTo(learning.stratum(unit("other", null)))
                .isNotEmpty();
        assertThat(learning.stratum(unit(null, "task"))).isEqualTo("task");
    }

    /** One person's easy tasks must speak for no rule. */
    @Test
    void stratum_sameTaskOfTwoPeople_isNotTheSame() {
        for (Optimizer optimizer : List.of(new WasteOptimizer(), new DecisionPointOptimizer())) {
            Learning learning = new Learning(
                    List.of(optimizer),
                    OptimizerSettings.DEFAULT,
                    new Scoring(new SuccessReward()),
                    Map.of(),
                    Set.of());
            for (String task : new String[] {"task", null}) {
                assertThat(learning.stratum(sentBy("ada", task)))
                        .isNotEqualTo(learning.stratum(sentBy("bob", task)))
                        .isNotEqualTo(learning.stratum(sentBy(null, task)))
                        .isEqualTo(learning.stratum(sentBy("ada", task)));
            }
        }
    }

    private static StoredAssignment sentBy(String sender, String taskKey) {
        Labels labels = new Labels("agent", "m", taskKey, null, null, null, sender);
        return new StoredAssignment(1, "t", "s", 0, labels, "hello", List.of());
    }

    /** Names of tools are whatever clients send, so the number of proposals over the years is, too. */
    @Test
    void portfolio_everNewProposals_isBounded() {
        Portfolio portfolio = new Portfolio(List.of(), UnreadableRows.NONE);
        Suggestion like = SimulatedOptimizer.proposal(Metric.SUCCESS);
        for (int run = 0; run < Portfolio.SUGGESTIONS_MAX / 5 + 10; run++) {
            List<Suggestion> found = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                String name = "tool" + run + "-" + i;
                found.add(new Suggestion(
                        "test-" + name,
                        like.optimizer(),
                        like.kind(),
                        null,
                        "Call `" + name + "` first.",
                        like.agentId(),
                        List.of(),
                        like.grade(),
                        like.status(),
                        like.evidence(),
                        List.of()));
            }
            portfolio.found(found, GainPrior.NOTHING_TRIED, agent -> new AgentFacts());
        }
        assertThat(portfolio.all()).hasSize(Portfolio.SUGGESTIONS_MAX);
    }
}
