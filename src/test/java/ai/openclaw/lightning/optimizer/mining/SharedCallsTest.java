package ai.openclaw.lightning.optimizer.mining;

import static ai.openclaw.lightning.optimizer.mining.QueryTraces.call;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.optimizer.Learner;
import ai.openclaw.lightning.optimizer.ScoredCall;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Of the rules that ask for the same call, the one that says where the agent makes it. */
final class SharedCallsTest {

    private static final String OPEN_FIRST = "Call `open` before you call `write` for the first time.";
    private static final String OPEN_BEFORE_THE_END = "Before you end with `submit`, call `open`.";
    private static final String OPEN_IN_ANY_CASE = "After the first successful `read`, call `open` next.";

    /** @param opensElsewhere how often it opens something in a trace in which it writes nothing */
    private static List<String> proposed(double opensElsewhere) {
        SplittableRandom random = new SplittableRandom(11);
        Learner learner = QueryTraces.learner();
        for (int i = 0; i < 800; i++) {
            boolean writes = random.nextBoolean();
            boolean opens = random.nextDouble() < (writes ? 0.4 : opensElsewhere);
            List<ScoredCall> calls = new ArrayList<>();
            calls.add(call("read", "r" + i, false));
            if (opens) {
                calls.add(call("open", "o" + i, false));
            }
            if (writes) {
                calls.add(call("write", "w" + i, false));
            }
            calls.add(call("log", "l" + i, false));
            calls.add(call("submit", "s" + i, false));
            boolean success = random.nextDouble() < (opens ? 0.75 : 0.35);
            learner.learn(QueryTraces.trace(i, "task" + i % 20, "about it", calls, success));
        }
        return learner.suggestions().stream().map(Suggestion::text).toList();
    }

    @Test
    void callMadeInOneSituationOnly_isProposedForNoOther() {
        assertThat(proposed(0)).contains(OPEN_FIRST).doesNotContain(OPEN_BEFORE_THE_END, OPEN_IN_ANY_CASE);
    }

    @Test
    void callMadeElsewhereToo_isProposedWhereItConcernsMore() {
        assertThat(proposed(0.4)).contains(OPEN_IN_ANY_CASE);
    }
}
