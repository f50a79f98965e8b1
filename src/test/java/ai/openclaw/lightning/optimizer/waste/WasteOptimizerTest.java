package ai.openclaw.lightning.optimizer.waste;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.SuggestionEvidence.Metric;
import ai.openclaw.lightning.optimizer.Learner;
import ai.openclaw.lightning.optimizer.Optimizer;
import ai.openclaw.lightning.optimizer.OptimizerContract;
import ai.openclaw.lightning.optimizer.OptimizerSettings;
import ai.openclaw.lightning.optimizer.ScoredCall;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class WasteOptimizerTest extends OptimizerContract {

    @Override
    protected Optimizer optimizer() {
        return new WasteOptimizer();
    }

    private static List<Suggestion> suggestions(List<ScoredCall> calls) {
        Learner learner = new WasteOptimizer().newLearner(OptimizerSettings.DEFAULT);
        for (int i = 0; i < 40; i++) {
            // Every other trace is wasteful.
            learner.learn(trace("t" + i, i, "a", null, i % 2 == 0 ? calls : List.of(call("other", "x", false)), 1.0));
        }
        return learner.suggestions();
    }

    @Test
    void repeatedCall_isCountedInTokens() {
        List<Suggestion> suggestions = suggestions(List.of(call("read", "1", false), call("read", "1", false)));

        assertThat(suggestions).hasSize(1);
        Suggestion first = suggestions.get(0);
        assertThat(first.text()).isEqualTo("Do not repeat a successful `read` with the same arguments.");
        assertThat(first.evidence().metric()).isEqualTo(Metric.TOKENS);
        assertThat(first.evidence().effect().estimate()).isCloseTo(-50, within(1e-9));
        assertThat(first.evidence().expectedGain()).isCloseTo(-25, within(1e-9));
        assertThat(first.evidence().expectedChange().share()).isEqualTo(0.5);
        assertThat(first.evidence().expectedChange().shouldRise()).isFalse();
    }

    @Test
    void repeatedCall_afterAnotherTool_mayReadSomethingNew() {
        assertThat(suggestions(List.of(call("read", "1", false), call("write", "1", false), call("read", "1", false))))
                .isEmpty();
    }

    @Test
    void unchangedRetry_thatFailsAgain_isWaste() {
        assertThat(suggestions(List.of(call("fetch", "1", true), call("fetch", "1", true), call("fetch", "2", false))))
                .extracting(Suggestion::text)
                .containsExactly("When `fetch` fails, do not repeat the call unchanged.");
    }

    @Test
    void unchangedRetry_thatWorks_isNone() {
        assertThat(suggestions(List.of(call("fetch", "1", true), call("fetch", "1", false))))
                .isEmpty();
    }

    @Test
    void repeatedCall_withAnotherResult_isNone() {
        ScoredCall page = new ScoredCall("read", "next", Set.of(), Map.of(), "page 1", null, false, null, 1L, 1L);
        ScoredCall nextPage = new ScoredCall("read", "next", Set.of(), Map.of(), "page 2", null, false, null, 1L, 1L);

        assertThat(suggestions(List.of(page, nextPage))).isEmpty();
    }

    @Test
    void toolThatAlwaysFails_isNotForbidden() {
        assertThat(suggestions(List.of(call("broken", "1", true), call("fine", "1", false))))
                .isEmpty();
    }
}
