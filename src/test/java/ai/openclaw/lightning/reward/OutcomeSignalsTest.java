package ai.openclaw.lightning.reward;

import static ai.openclaw.lightning.reward.Evidence.trace;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.RewardSource;
import ai.openclaw.lightning.model.TraceEvidence;
import ai.openclaw.lightning.model.TraceStatus;
import ai.openclaw.lightning.model.Verdicts.Verdict;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a rating, an end and the next message say about a trace, whatever its calls. */
class OutcomeSignalsTest {

    @Test
    void explicitOutcomes_areNoSignals() {
        for (RewardSource source : RewardSource.values()) {
            Set<OutcomeSignal> signals = OutcomeSignals.of(trace(TraceStatus.ENDED, true, source, List.of()), null);
            assertThat(signals.isEmpty()).as(source.name()).isEqualTo(source.isExplicit());
        }
    }

    @Test
    void signs_besideAUsersRating_areTheSameAsWithoutIt() {
        Verdict loop = new Verdict(false, "loop", RewardSource.HEURISTIC, 1);
        Verdict ended = new Verdict(true, null, RewardSource.ENDED, 1);

        Set<OutcomeSignal> rated =
                OutcomeSignals.of(trace(TraceStatus.ENDED, true, RewardSource.USER, List.of(loop, ended)), null);

        assertThat(rated)
                .isEqualTo(OutcomeSignals.of(
                        trace(TraceStatus.ENDED, false, RewardSource.HEURISTIC, List.of(ended)), null))
                .containsExactlyInAnyOrder(OutcomeSignal.SIGN_OF_FAILURE, OutcomeSignal.ENDED_WELL);
    }

    @Test
    void nextMessage_countsUnlessTheClientJudgedIt() {
        TraceEvidence silent = trace(TraceStatus.ABANDONED, null, null, List.of());
        TraceEvidence judged = trace(TraceStatus.ENDED, false, RewardSource.HEURISTIC, List.of());

        assertThat(OutcomeSignals.of(silent, OutcomeSignal.USER_THANKS))
                .containsExactlyInAnyOrder(OutcomeSignal.USER_THANKS, OutcomeSignal.ABANDONED);
        assertThat(OutcomeSignals.of(judged, OutcomeSignal.USER_CORRECTS))
                .containsExactly(OutcomeSignal.SIGN_OF_FAILURE);
    }
}
