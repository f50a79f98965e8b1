package ai.openclaw.lightning.optimizer.mining;

import static ai.openclaw.lightning.optimizer.mining.QueryTraces.calls;
import static ai.openclaw.lightning.optimizer.mining.QueryTraces.learner;
import static ai.openclaw.lightning.optimizer.mining.QueryTraces.rule;
import static ai.openclaw.lightning.optimizer.mining.QueryTraces.trace;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.Suggestion.Grade;
import ai.openclaw.lightning.optimizer.Learner;
import ai.openclaw.lightning.optimizer.ScoredCall;
import ai.openclaw.lightning.optimizer.ScoredTrace;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A session that is played again and again is one session. */
final class ReplayedTracesTest {

    private final QueryTraces query = new QueryTraces();

    @Test
    void replayedTraces_countOnce() {
        Learner learner = learner();
        for (int i = 0; i < 300; i++) {
            boolean good = i % 2 == 0;
            learner.learn(trace(i, "task", "the same request", calls(good, "" + i % 4), good));
        }

        assertThat(learner.suggestions()).isEmpty();
        assertThat(learner.memory().agents().get("a").keyedSeen()).isEqualTo(4);
    }

    @Test
    void replayedTraces_betweenOthers_areNotCounted() {
        Learner with = learner();
        Learner without = learner();
        List<ScoredTrace> traces = query.traces(200, true, QueryTraces::recurring);
        for (int i = 0; i < traces.size(); i++) {
            ScoredTrace replayed = traces.get(3 - 3 * (i % 2));
            with.learn(traces.get(i));
            without.learn(traces.get(i));
            with.learn(trace(1_000 + i, null, replayed.firstMessage(), replayed.calls(), replayed.outcome() == 1));
        }

        assertThat(rule(with).evidence().taken())
                .isEqualTo(rule(without).evidence().taken());
        assertThat(rule(with).evidence().notTaken())
                .isEqualTo(rule(without).evidence().notTaken());
    }

    @Test
    void sameCallsWithOtherOutcomes_countEach() {
        Learner learner = learner();
        query.traces(400, false, QueryTraces::recurring).forEach(learner::learn);

        assertThat(rule(learner).evidence().analysedTraces()).isEqualTo(400);
        assertThat(rule(learner).grade()).isGreaterThanOrEqualTo(Grade.ASSOCIATION);
    }

    /** A client that sends no arguments makes all traces look the same. */
    @Test
    void callsWithoutArguments_areNoCopies() {
        Learner learner = learner();
        for (int i = 0; i < 300; i++) {
            boolean good = i % 2 == 0;
            List<ScoredCall> calls = List.of(
                    QueryTraces.call("query", null, true),
                    QueryTraces.call(good ? "schema" : "query", null, false),
                    QueryTraces.call("query", null, false));
            learner.learn(trace(i, "task", "the same request", calls, good));
        }

        assertThat(rule(learner).evidence().analysedTraces()).isEqualTo(300);
    }
}
