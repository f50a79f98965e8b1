package ai.openclaw.lightning.optimizer.run;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.LearnedDocuments.Document;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Grade;
import ai.openclaw.lightning.model.SuggestionEvidence.Metric;
import ai.openclaw.lightning.optimizer.Learner;
import ai.openclaw.lightning.optimizer.LearnerMemory;
import ai.openclaw.lightning.optimizer.LearnerMemory.AgentMemory;
import ai.openclaw.lightning.optimizer.Optimizer;
import ai.openclaw.lightning.optimizer.OptimizerSettings;
import ai.openclaw.lightning.optimizer.ScoredTrace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an optimizer had claimed can't be read: it goes on learning, claims nothing, and its row stays. */
final class LostMemoryTest {

    private static final Suggestion RULE = SimulatedOptimizer.proposal(Metric.SUCCESS, "read");

    @TempDir
    private Path folder;

    /** Claims whatever it finds, and remembers how many traces it saw. */
    private record Claiming(String name) implements Optimizer {

        @Override
        public Learner newLearner(OptimizerSettings settings) {
            return new Learner() {
                private long seen;

                @Override
                public void learn(ScoredTrace trace) {
                    seen++;
                }

                @Override
                public List<Suggestion> suggestions() {
                    return List.of(new Suggestion(
                            name + "-rule",
                            name,
                            RULE.kind(),
                            null,
                            name.equals("test") ? "Call `read` first." : "Call `read` before you answer.",
                            SimulatedOptimizer.AGENT,
                            RULE.tools(),
                            Grade.REPLICATED,
                            Suggestion.Status.PROPOSED,
                            RULE.evidence(),
                            List.of()));
                }

                @Override
                public LearnerMemory memory() {
                    return new LearnerMemory(Map.of("", new AgentMemory(seen, 0, 0, List.of())));
                }
            };
        }
    }

    @Test
    void memory_unreadable_isLeftInPlace_andItsOptimizerOnlyHints() {
        SimulatedOptimizer optimizer = new SimulatedOptimizer(
                folder, SimulatedOptimizer.settings(), List.of(new Claiming("test"), new Claiming("other")));
        optimizer.end("t1", true, "it failed");
        optimizer.conclude(true);
        assertThat(optimizer.suggestion("test-rule").grade()).isEqualTo(Grade.REPLICATED);
        assertThat(optimizer.stored().memories).containsOnlyKeys("test", "other");

        Runnable repair = StoredDocuments.damage(optimizer.stored().memories, "test", StoredDocuments::torn);
        Document row = optimizer.stored().memories.get("test");
        optimizer.restart();
        optimizer.end("t2", true, "it failed");
        optimizer.conclude(true);

        assertThat(optimizer.view().analyzedTraces()).isEqualTo(1);
        assertThat(optimizer.suggestion("test-rule").grade()).isEqualTo(Grade.HINT);
        assertThat(optimizer.suggestion("test-rule").evidence().gradeReason()).contains("can't be read");
        assertThat(optimizer.suggestion("other-rule").grade()).isEqualTo(Grade.REPLICATED);
        assertThat(optimizer.stored().memories.get("test")).isSameAs(row);
        assertThat(optimizer.state().notices()).singleElement().asString().contains("learner memories: 1");

        repair.run();
        optimizer.restart();
        optimizer.end("t3", true, "it failed");
        optimizer.conclude(true);
        assertThat(optimizer.suggestion("test-rule").grade()).isEqualTo(Grade.REPLICATED);
        assertThat(optimizer.state().notices()).isEmpty();
    }
}
