package ai.openclaw.lightning.optimizer.mining;

import static ai.openclaw.lightning.optimizer.mining.QueryTraces.calls;
import static ai.openclaw.lightning.optimizer.mining.QueryTraces.learner;
import static ai.openclaw.lightning.optimizer.mining.QueryTraces.recurring;
import static ai.openclaw.lightning.optimizer.mining.QueryTraces.rule;
import static ai.openclaw.lightning.optimizer.mining.QueryTraces.templated;
import static ai.openclaw.lightning.optimizer.mining.QueryTraces.trace;
import static ai.openclaw.lightning.optimizer.mining.QueryTraces.unlike;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Grade;
import ai.openclaw.lightning.model.SuggestionEvidence.Stratum;
import ai.openclaw.lightning.optimizer.Learner;
import ai.openclaw.lightning.optimizer.ScoredTrace;
import ai.openclaw.lightning.optimizer.TraceStart;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What traces are compared within where nobody says what the task is. */
@Tag("once")
@Tag("computes")
final class LikeWithLikeTest {

    private final QueryTraces query = new QueryTraces();

    @Test
    void sameMessage_isATask() {
        Learner learner = learner();
        List<ScoredTrace> traces = query.traces(400, true, QueryTraces::recurring);
        traces.forEach(learner::learn);

        assertThat(rule(learner).grade()).isGreaterThanOrEqualTo(Grade.ASSOCIATION);
        List<Stratum> strata = rule(learner).evidence().strata();
        assertThat(strata)
                .hasSize(5)
                .extracting(Stratum::name)
                .allMatch(name -> name.matches("message [0-9a-f]{12} \\| m"));
        assertThat(strata).allSatisfy(one -> {
            ScoredTrace latest = traces.stream()
                    .filter(trace -> one.name().equals(MessageKey.of(trace.firstMessage()) + " | m"))
                    .max(Comparator.comparing(ScoredTrace::receivedOrder))
                    .orElseThrow();
            assertThat(one.traceId()).isEqualTo(latest.traceId());
        });
    }

    @Test
    void sameMessage_isTheStratumOfAnExperimentsUnit_onceItCameBefore() {
        Learner learner = learner();
        query.traces(40, true, QueryTraces::recurring).forEach(learner::learn);

        assertThat(learner.stratum(new TraceStart("a", "m", null, null, recurring(1))))
                .matches("message [0-9a-f]{12} \\| m")
                .isNotEqualTo(learner.stratum(new TraceStart("a", "m", null, null, recurring(2))));
        assertThat(learner.stratum(new TraceStart("a", "m", null, null, "Make another one")))
                .isEqualTo("score group 0 | m");
    }

    /** Of a message that is too long its end is not known, and there the task may stand. */
    @Test
    void messageWithoutItsEnd_isNoTask() {
        String preamble = "word ".repeat(800);
        Learner learner = learner();
        query.traces(200, true, i -> preamble).forEach(learner::learn);

        assertThat(rule(learner).grade()).isEqualTo(Grade.HINT);
        assertThat(learner.memory().agents().get("a").looksDone()).isZero();
    }

    @Test
    void similarMessages_areFamilies_thatClaimWhereNoTaskComesAgain() {
        Learner learner = learner();
        List<ScoredTrace> traces = query.traces(400, true, QueryTraces::templated);
        traces.forEach(one -> learner.learn(trace(
                one.receivedOrder(), "job " + one.traceId(), one.firstMessage(), one.calls(), one.outcome() == 1)));

        assertThat(rule(learner).grade()).isGreaterThanOrEqualTo(Grade.ASSOCIATION);
        assertThat(rule(learner).evidence().strata())
                .hasSize(4)
                .extracting(Stratum::name)
                .allMatch(name -> name.matches("family [0-9a-f]{8} \\| m"));
        assertThat(learner.stratum(new TraceStart("a", "m", null, null, templated(4_000))))
                .startsWith("family ")
                .isEqualTo(learner.stratum(new TraceStart("a", "m", null, null, templated(4_004))));
    }

    @Test
    void messagesThatAreUnlike_areNoFamilies_andClaimNothing() {
        Learner learner = learner();
        query.traces(400, true, QueryTraces::unlike).forEach(learner::learn);

        assertThat(rule(learner).grade()).isEqualTo(Grade.HINT);
        assertThat(rule(learner).evidence().gradeReason()).startsWith("Too few traces share");
    }

    /** Tasks of one family come again, and each always ends in the same way: they are hard or easy, whatever is done. */
    @Test
    void tasksThatAlwaysEndAlike_areNotComparedWithinTheirFamily() {
        Learner learner = learner();
        for (int i = 0; i < 400; i++) {
            boolean easy = i % 2 == 0;
            boolean good = query.random().nextInt(10) < (easy ? 8 : 2);
            learner.learn(trace(i, null, templated(4 * (i % 8)), calls(good, "" + i), easy));
        }

        assertThat(learner.suggestions()).isEmpty();
    }

    /** Traces close in another order than they came in, and are read in that one after a restart. */
    @Test
    void families_afterARestart_areTheSame() {
        List<ScoredTrace> traces = query.traces(200, true, QueryTraces::templated);
        Learner live = learner();
        List<ScoredTrace> asClosed = new ArrayList<>(traces);
        Collections.shuffle(asClosed, new Random(1));
        asClosed.forEach(live::learn);
        Learner restarted = learner();
        restarted.restore(live.memory());
        traces.forEach(restarted::learn);

        assertThat(strata(restarted)).isEqualTo(strata(live)).hasSize(4);
    }

    private static Set<Stratum> strata(Learner learner) {
        return new HashSet<>(rule(learner).evidence().strata());
    }

    /** Whether a client gives keys that say nothing or none at all: the hints are the same at every number of traces. */
    @Test
    void hints_withKeysThatNeverComeAgain_areThoseWithoutKeys() {
        Learner keyed = learner();
        Learner bare = learner();
        for (ScoredTrace one : query.traces(330, true, QueryTraces::unlike)) {
            bare.learn(one);
            keyed.learn(trace(one.receivedOrder(), one.traceId(), one.firstMessage(), one.calls(), one.outcome() == 1));
            assertThat(keyed.suggestions().stream().map(Suggestion::evidence).map(e -> e.strata()))
                    .containsExactlyElementsOf(bare.suggestions().stream()
                            .map(Suggestion::evidence)
                            .map(e -> e.strata())
                            .toList());
        }
    }

    /** From the 133rd trace on at least half belong to families. What was hinted before would vanish, and might come back. */
    @Test
    void basis_betweenTwoFits_stays() {
        Learner learner = learner();
        List<ScoredTrace> traces = query.traces(200, true, i -> i < 100 && i % 3 != 0 ? unlike(i) : templated(i));
        traces.subList(0, 199).forEach(one -> {
            learner.learn(one);
            assertThat(learner.suggestions())
                    .allMatch(found -> found.evidence().gradeReason().startsWith("Too few traces share"));
        });
        learner.learn(traces.get(199));

        assertThat(rule(learner).evidence().strata()).allMatch(one -> one.name().startsWith("family "));
    }

    /** Tasks of a family differ in nothing that the agent does, and the outcomes are dealt anew. */
    @Test
    void outcomesDealtAnew_keysAndFamilies_claimNothing() {
        int runs = 120;
        int claimed = 0;
        for (int seed = 0; seed < runs; seed++) {
            SplittableRandom chance = new SplittableRandom(seed);
            Learner learner = learner();
            for (int i = 0; i < 400; i++) {
                int kind = i % 4;
                boolean good = chance.nextInt(5) <= kind;
                boolean success = chance.nextInt(10) < 2 + 2 * kind;
                String key = seed % 3 == 0 ? "kind " + kind : seed % 3 == 1 ? "job " + i : null;
                learner.learn(trace(i, key, templated(i), calls(good, "" + i), success));
            }
            claimed += learner.memory().agents().get("a").claims().isEmpty() ? 0 : 1;
            assertThat(learner.memory().agents().get("a").looksDone()).isGreaterThanOrEqualTo(2);
        }
        assertThat(claimed).isLessThanOrEqualTo(runs / 10);
    }
}
