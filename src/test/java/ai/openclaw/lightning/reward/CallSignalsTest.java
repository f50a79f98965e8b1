package ai.openclaw.lightning.reward;

import static ai.openclaw.lightning.reward.Evidence.trace;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.RewardSource;
import ai.openclaw.lightning.model.TraceEvidence.Call;
import ai.openclaw.lightning.model.TraceStatus;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the calls of a trace say about its outcome. */
class CallSignalsTest {

    private static Set<OutcomeSignal> of(Call... calls) {
        return OutcomeSignals.of(trace(TraceStatus.ENDED, null, null, List.of(), calls), null);
    }

    private static Call shell(String command, String error) {
        return new Call(
                "bash", "{\"command\":\"" + command + "\"}", 9, List.of("command"), "out", 3, error, null, null);
    }

    private static Call read(String error) {
        return new Call("read", "{}", 2, List.of(), null, 0, error, null, null);
    }

    @Test
    void tests_countInTheirLastRun_asCommandsOnly() {
        assertThat(of(shell("cd x && mvn -q verify", "exit code 1"), read(null)))
                .containsExactly(OutcomeSignal.TESTS_FAILED);
        assertThat(of(shell("pytest -q", "exit code 1"), shell("pytest -q", null), read(null)))
                .containsExactly(OutcomeSignal.TESTS_PASSED);
        assertThat(of(new Call("write", "{\"text\":\"pytest\"}", 9, List.of("text"), "", 0, null, null, null)))
                .isEmpty();
    }

    @Test
    void git_committedOrTakenBack_isTold() {
        assertThat(of(shell("git commit -m x", null))).containsExactly(OutcomeSignal.COMMITTED);
        assertThat(of(shell("git commit -m x", "exit code 1"), read(null))).isEmpty();
        assertThat(of(shell("git reset --hard HEAD~1", null))).containsExactly(OutcomeSignal.REVERTED);
        assertThat(of(shell("git checkout -- src", null))).containsExactly(OutcomeSignal.REVERTED);
        assertThat(of(shell("git checkout main", null))).isEmpty();
    }

    @Test
    void failedCalls_theLastOrMost_areTold() {
        assertThat(of(read("no"))).containsExactly(OutcomeSignal.LAST_CALL_FAILED);
        assertThat(of(read("no"), read(null))).isEmpty();
        assertThat(of(read("a"), read("b"), read("c"), read(null), read(null)))
                .containsExactly(OutcomeSignal.MOSTLY_FAILED);
        assertThat(OutcomeSignals.of(trace(TraceStatus.ENDED, false, RewardSource.ENDED, List.of(), read("no")), null))
                .containsExactly(OutcomeSignal.ENDED_BADLY);
    }

    @Test
    void sameCall_withTheSameResult_isALoopTheThirdTime() {
        assertThat(of(shell("ls", null), shell("ls", null))).isEmpty();
        assertThat(of(shell("ls", null), shell("ls", null), shell("ls", null))).containsExactly(OutcomeSignal.LOOPED);
    }
}
