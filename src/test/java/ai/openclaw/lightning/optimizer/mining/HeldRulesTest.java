package ai.openclaw.lightning.optimizer.mining;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Kind;
import ai.openclaw.lightning.optimizer.Learner;
import ai.openclaw.lightning.optimizer.OptimizerSettings;
import ai.openclaw.lightning.optimizer.RulesInEffect;
import ai.openclaw.lightning.optimizer.ScoredCall;
import ai.openclaw.lightning.optimizer.ScoredTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is suggested at a decision that a rule in effect is about. */
final class HeldRulesTest {

    private static final String FAILED = "When `query` fails, call `%s` before you call `query` again.";

    /**
     * Traces whose query fails, what they call next drawn from the keys.
     *
     * @param success the probability of success after each of the calls
     */
    private static Learner learner(Map<String, Double> success) {
        Learner learner = new DecisionPointOptimizer().newLearner(OptimizerSettings.DEFAULT);
        List<String> next = success.keySet().stream().sorted().toList();
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 400; i++) {
            String tool = next.get(random.nextInt(next.size()));
            List<ScoredCall> calls = new ArrayList<>();
            calls.add(call("query", "a", true));
            calls.add(call(tool, "b" + i, false));
            calls.add(call("query", "c", false));
            double outcome = random.nextDouble() < success.get(tool) ? 1 : 0;
            learner.learn(new ScoredTrace(
                    "t" + i, i, "s", "a", "m", null, "task " + i % 5, "hello", calls, outcome, "checker", null, null));
        }
        return learner;
    }

    private static ScoredCall call(String tool, String digest, boolean errored) {
        return new ScoredCall(tool, digest, Set.of(), Map.of(), null, null, errored, null, null, null);
    }

    /** The suggestion to call the tool after a failed query, as it was found when that was the best. */
    private static Suggestion rule(String tool) {
        Suggestion rule = learner(Map.of("query", 0.2, tool, 0.9)).suggestions().get(0);
        assertThat(rule.text()).isEqualTo(FAILED.formatted(tool));
        return rule;
    }

    private static List<Suggestion> suggestions(Learner learner, List<Suggestion> settled, List<Suggestion> onTrial) {
        learner.rulesInEffect(new RulesInEffect(settled, onTrial));
        return learner.suggestions().stream()
                .filter(one -> one.kind() != Kind.ADD_RULE || one.text().startsWith("When `query` fails"))
                .toList();
    }

    @Test
    void suggestions_anotherActionIsBetterNow_replaceTheRule() {
        Suggestion schema = rule("schema");
        Learner learner = learner(Map.of("query", 0.3, "schema", 0.3, "docs", 0.9));

        List<Suggestion> found = suggestions(learner, List.of(schema), List.of());
        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.kind()).isEqualTo(Kind.REPLACE_RULE);
            assertThat(one.replaces()).isEqualTo(schema.id());
            assertThat(one.text()).isEqualTo(FAILED.formatted("docs"));
            assertThat(one.grade()).isEqualTo(Suggestion.Grade.REPLICATED);
            assertThat(one.evidence().expectedChange().shouldRise()).isTrue();
        });
        assertThat(suggestions(learner, List.of(), List.of())).singleElement().satisfies(one -> {
            assertThat(one.kind()).isEqualTo(Kind.ADD_RULE);
            assertThat(one.id())
                    .as("another edit than the replacement")
                    .isNotEqualTo(found.get(0).id());
        });
    }

    @Test
    void suggestions_ruleGoesWithWorseOutcomesAndNothingIsBetter_removeIt() {
        Suggestion schema = rule("schema");
        Learner learner = learner(Map.of("query", 0.5, "show", 0.5, "docs", 0.5, "schema", 0.1));

        assertThat(suggestions(learner, List.of(schema), List.of()))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.kind()).isEqualTo(Kind.REMOVE_RULE);
                    assertThat(one.replaces()).isEqualTo(schema.id());
                    assertThat(one.text()).isEmpty();
                    assertThat(one.tools()).containsExactlyInAnyOrder("query", "schema");
                    assertThat(one.evidence().effect().low()).isPositive();
                    assertThat(one.evidence().taken().mean()).as("without").isGreaterThan(0.4);
                    assertThat(one.evidence().notTaken().mean()).as("with").isLessThan(0.2);
                    assertThat(one.evidence().expectedChange().text())
                            .contains("call `schema` right after a failed `query`");
                    assertThat(one.evidence().expectedChange().share()).isBetween(0.15, 0.35);
                    assertThat(one.evidence().expectedChange().shouldRise()).isFalse();
                });
        assertThat(suggestions(learner, List.of(), List.of()))
                .as("no rule, nothing to remove")
                .noneMatch(one -> one.kind() == Kind.REMOVE_RULE);
    }

    /** What goes with better outcomes than the rest is not touched, even where something else does, too. */
    @Test
    void suggestions_ruleStillGoesWithBetterOutcomes_leaveTheDecisionAlone() {
        Suggestion schema = rule("schema");
        Learner learner = learner(Map.of("query", 0.1, "other", 0.1, "schema", 0.7, "docs", 0.9));

        assertThat(suggestions(learner, List.of(schema), List.of())).isEmpty();
        assertThat(suggestions(learner, List.of(), List.of())).hasSize(1);
    }

    @Test
    void suggestions_ruleOnTrial_leaveTheDecisionAlone() {
        Suggestion schema = rule("schema");
        assertThat(suggestions(learner(Map.of("query", 0.3, "schema", 0.3, "docs", 0.9)), List.of(), List.of(schema)))
                .isEmpty();
        assertThat(suggestions(learner(Map.of("query", 0.5, "schema", 0.1)), List.of(), List.of(schema)))
                .noneMatch(one -> one.kind() == Kind.REMOVE_RULE);
    }

    @Test
    void suggestions_noDifference_proposeNoEdit() {
        Suggestion schema = rule("schema");
        Learner learner = learner(Map.of("query", 0.5, "docs", 0.5, "schema", 0.5));
        assertThat(suggestions(learner, List.of(schema), List.of())).isEmpty();
    }

    /** The opposite sentence exists for unchanged retries: it replaces, so that both are never in one prompt. */
    @Test
    void suggestions_oppositeRule_replacesIt() {
        Learner bad = retries(0.1, 0.8);
        Suggestion doNot = bad.suggestions().stream()
                .filter(one -> one.text().equals("When `query` fails, do not repeat the call unchanged."))
                .findFirst()
                .orElseThrow();
        List<Suggestion> found = suggestions(retries(0.9, 0.2), List.of(doNot), List.of());
        assertThat(found).extracting(Suggestion::kind).contains(Kind.REPLACE_RULE);
        assertThat(found)
                .filteredOn(one -> one.kind() == Kind.REPLACE_RULE)
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.text()).isEqualTo("When `query` fails, try the same call once more.");
                    assertThat(one.replaces()).isEqualTo(doNot.id());
                });
    }

    /** A failed query is sent again as it was, or changed. */
    private static Learner retries(double same, double changed) {
        Learner learner = new DecisionPointOptimizer().newLearner(OptimizerSettings.DEFAULT);
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 300; i++) {
            boolean again = random.nextBoolean();
            List<ScoredCall> calls = List.of(
                    call("query", "a", true), call("query", again ? "a" : "b", true), call("query", "c", false));
            double outcome = random.nextDouble() < (again ? same : changed) ? 1 : 0;
            learner.learn(new ScoredTrace(
                    "t" + i, i, "s", "a", "m", null, "task " + i % 5, "hello", calls, outcome, "checker", null, null));
        }
        return learner;
    }
}
