package ai.openclaw.lightning.optimizer.mining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Grade;
import ai.openclaw.lightning.optimizer.Learner;
import ai.openclaw.lightning.optimizer.LearnerMemory;
import ai.openclaw.lightning.optimizer.Optimizer;
import ai.openclaw.lightning.optimizer.OptimizerContract;
import ai.openclaw.lightning.optimizer.OptimizerSettings;
import ai.openclaw.lightning.optimizer.ScoredCall;
import ai.openclaw.lightning.optimizer.ScoredTrace;
import ai.openclaw.lightning.optimizer.TraceStart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DecisionPointOptimizerTest extends OptimizerContract {

    @Override
    protected Optimizer optimizer() {
        return new DecisionPointOptimizer();
    }

    private static Learner learner() {
        return new DecisionPointOptimizer().newLearner(OptimizerSettings.DEFAULT);
    }

    private static ScoredTrace saying(ScoredTrace trace, String taskKey, String message) {
        return new ScoredTrace(
                trace.traceId(),
                trace.receivedOrder(),
                trace.sessionKey(),
                trace.agentId(),
                trace.model(),
                null,
                taskKey,
                message,
                trace.calls(),
                trace.outcome(),
                trace.rewardSource(),
                null,
                null);
    }

    /** Nothing tells which of them have the same task: no two messages have a word in common. */
    private static List<ScoredTrace> withoutTaskKeys(List<ScoredTrace> traces) {
        return traces.stream()
                .map(trace -> saying(trace, null, "about" + trace.traceId() + " this" + trace.traceId()))
                .toList();
    }

    @Test
    void suggestions_goodDecision_climbsFromHintToReplicated() {
        Learner learner = learner();
        List<ScoredTrace> traces = traces("a", 200);
        traces.subList(0, 99).forEach(learner::learn);
        assertThat(learner.suggestions().get(0).grade()).isEqualTo(Grade.HINT);
        assertThat(learner.suggestions().get(0).text())
                .isEqualTo("When `query` fails, call `schema` before you call `query` again.");
        learner.learn(traces.get(99));
        assertThat(learner.suggestions().get(0).grade()).isEqualTo(Grade.ASSOCIATION);
        traces.subList(100, 200).forEach(learner::learn);
        assertThat(learner.suggestions().get(0).grade()).isEqualTo(Grade.REPLICATED);
    }

    @Test
    void suggestions_withoutTaskKeys_areHintsAndSayWhy() {
        Learner learner = learner();
        withoutTaskKeys(traces("a", 500)).forEach(learner::learn);

        assertThat(learner.suggestions()).isNotEmpty().allSatisfy(suggestion -> {
            assertThat(suggestion.grade()).isEqualTo(Grade.HINT);
            assertThat(suggestion.evidence().gradeReason()).contains("task key");
        });
    }

    @Test
    void suggestions_complementaryActions_areOneHypothesis() {
        Learner learner = learner();
        traces("a", 400).forEach(learner::learn);

        assertThat(learner.memory().agents().get("a").claims())
                .extracting(LearnerMemory.Claim::pattern)
                .contains("first_error:query>next:schema")
                .doesNotContain("first_error:query>next:query", "first_error:query>same_call");
    }

    /** Of hundreds of patterns some look perfect in a few traces. */
    @Test
    void suggestions_fewerThanTenDidSo_nothingIsSaid() {
        assertThat(suggestionsWhere(9)).isEmpty();
        assertThat(suggestionsWhere(10)).contains("Call `note` first.");
    }

    /** Of 100 traces so many begin with a note, and all of these go well. */
    private static List<String> suggestionsWhere(int noted) {
        Learner learner = learner();
        for (int i = 0; i < 100; i++) {
            boolean notes = i < noted;
            List<ScoredCall> calls =
                    List.of(call(notes ? "note" : "query", "q" + i, false), call("query", "r" + i, false));
            learner.learn(trace("t" + i, i, "a", "task", calls, notes || i % 3 == 0 ? 1.0 : 0.0));
        }
        return learner.suggestions().stream().map(Suggestion::text).toList();
    }

    @Test
    void suggestions_terminalTool_isNeverRecommended() {
        Learner learner = learner();
        for (int i = 0; i < 200; i++) {
            boolean handedOver = i % 2 == 0;
            List<ScoredCall> calls = new ArrayList<>(List.of(call("query", "q" + i, true)));
            calls.add(call(handedOver ? "hand_over" : "query", "r" + i, false));
            if (!handedOver) {
                calls.add(call("query", "s" + i, false));
            }
            learner.learn(trace("t" + i, i, "a", "task " + i % 5, calls, handedOver ? 1.0 : 0.0));
        }
        assertThat(learner.suggestions())
                .noneMatch(suggestion -> suggestion.tools().contains("hand_over"));
        assertThat(learner.memory().agents().get("a").claims()).isEmpty();
    }

    /** Sums that were changed trace by trace equal sums counted afresh. */
    @Test
    void learn_lateAndChangedOutcomes_equalsLearningTheFinalOnes() {
        Learner gradual = learner();
        Learner atOnce = learner();
        List<ScoredTrace> traces = withoutTaskKeys(traces("a", 60));
        for (int i = 0; i < 60; i++) {
            ScoredTrace t = traces.get(i);
            gradual.learn(trace(t.traceId(), i, "a", null, t.calls(), i % 3 == 0 ? null : 0.5));
        }
        for (ScoredTrace t : traces) {
            gradual.learn(t);
            atOnce.learn(t);
        }
        Suggestion one = gradual.suggestions().get(0);
        Suggestion other = atOnce.suggestions().get(0);
        assertThat(one.text()).isEqualTo(other.text());
        assertThat(one.evidence().taken()).isEqualTo(other.evidence().taken());
        assertThat(one.evidence().analysedTraces()).isEqualTo(60);
        assertThat(one.evidence().effect().estimate())
                .isCloseTo(other.evidence().effect().estimate(), within(0.15));
    }

    @Test
    void memory_afterRetention_doesNotLookAgain() {
        Learner before = learner();
        List<ScoredTrace> traces = traces("a", 400);
        traces.subList(0, 250).forEach(before::learn);
        Learner after = learner();
        after.restore(before.memory());
        traces.subList(150, 350).forEach(after::learn);

        LearnerMemory.AgentMemory memory = after.memory().agents().get("a");
        assertThat(memory.keyedSeen()).isEqualTo(350);
        assertThat(memory.looksDone()).isEqualTo(2);
    }

    @Test
    void memory_ofMoreAgentsThanItMayHold_keepsThoseWithTheMostTraces() {
        Map<String, LearnerMemory.AgentMemory> agents = new HashMap<>();
        for (int i = 0; i < 1_500; i++) {
            agents.put("agent " + i, new LearnerMemory.AgentMemory(i, 0, i, List.of()));
        }
        Learner learner = learner();
        learner.restore(new LearnerMemory(agents));

        assertThat(learner.memory().agents())
                .hasSize(1_000)
                .containsKeys("agent 1499", "agent 500")
                .doesNotContainKey("agent 499");
    }

    @Test
    void stratum_ofAStart_isTheTaskKeyOrTheScoreGroup() {
        Learner learner = learner();
        traces("a", 100).forEach(learner::learn);

        assertThat(learner.stratum(new TraceStart("a", "m", null, "task 1", "hello")))
                .isEqualTo("task 1 | m");
        assertThat(learner.stratum(new TraceStart("a", "m", null, null, "hello")))
                .startsWith("score group ");
        assertThat(learner.stratum(new TraceStart("nobody", "m", null, null, "hello")))
                .isEmpty();
    }

    @Test
    void visits_stateWithoutAFurtherCall_isNone() {
        List<Visit> visits =
                Visit.of(List.of(call("a", "1", false), call("b", "1", true)), 3, Set.of(), new Vocabulary());

        assertThat(visits)
                .extracting(visit -> visit.state().key())
                .containsExactly("start", "first_call:a", "first_success:a", "first_call:b");
    }

    @Test
    void visits_beyondTheFirstSteps_areNone() {
        List<ScoredCall> calls = List.of(
                call("a", "1", false),
                call("a", "2", false),
                call("a", "3", false),
                call("b", "1", true),
                call("a", "1", false));

        assertThat(Visit.of(calls, 3, Set.of(), new Vocabulary()))
                .extracting(visit -> visit.state().key())
                .doesNotContain("first_error:b");
        assertThat(Visit.of(calls, 4, Set.of(), new Vocabulary()))
                .extracting(visit -> visit.state().key())
                .contains("first_error:b");
    }

    @Test
    void visits_unchangedRetry_isSameCall() {
        List<Visit> visits = Visit.of(
                List.of(call("a", "1", true), call("a", "1", true), call("b", "1", false)),
                3,
                Set.of(),
                new Vocabulary());

        assertThat(visits)
                .filteredOn(visit -> visit.state().key().equals("first_error:a"))
                .first()
                .satisfies(visit -> assertThat(visit.actions())
                        .containsExactlyInAnyOrder(new Action.NextTool("a"), new Action.SameCall()));
        assertThat(visits).extracting(visit -> visit.state().key()).contains("first_repeat");
    }
}
