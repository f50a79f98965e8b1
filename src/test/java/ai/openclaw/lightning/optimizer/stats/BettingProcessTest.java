package ai.openclaw.lightning.optimizer.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class BettingProcessTest {

    /** A fixed horizon goes on whatever the evidence, and JSON has no infinity. */
    @Test
    void evidence_beyondADouble_staysFinite() {
        BettingProcess process = BettingProcess.start(BettingProcess.ADOPT);
        for (int i = 0; i < 6_000; i++) {
            process.bet(i % 2 == 0, 0.5, i % 2 == 0 ? 1 : 0, 0.5);
        }
        assertThat(process.evidence()).isFinite().isGreaterThan(1e300);
    }

    /** Five units, computed from the formula in Python; in two of them the cap on the stake binds. */
    @Test
    void evidence_fiveUnits_equalsTheFormula() {
        assertThat(afterFiveUnits(BettingProcess.ADOPT).evidence()).isCloseTo(1.3058324543060122, within(1e-12));
        assertThat(afterFiveUnits(BettingProcess.HARM).evidence()).isCloseTo(0.6032762286983736, within(1e-12));
        assertThat(afterFiveUnits(BettingProcess.ADOPT).logWealth().get(2))
                .isCloseTo(0.28977120448447546, within(1e-12));
    }

    private static BettingProcess afterFiveUnits(List<Gambler> boldness) {
        BettingProcess process = BettingProcess.start(boldness);
        process.bet(true, 0.5, 1, 0.5);
        process.bet(false, 0.5, 0, 0.52);
        process.bet(true, 0.2, 1, 0.9);
        process.bet(false, 0.2, 0.4, 0.95);
        process.bet(true, 0.5, 0, 0.6);
        return process;
    }

    /** The third gambler after the same five units, computed from the formula in Python. */
    @Test
    void logWealth_ofAHurriedGambler_equalsTheFormula() {
        assertThat(afterFiveUnits(BettingProcess.ADOPT_SOON).logWealth().get(2))
                .isCloseTo(0.25813097208357416, within(1e-9));
    }

    /** She stops at her goal, since more is of no use to her, and begins anew when her time is over. */
    @Test
    void bet_hurriedGamblerWhoWins_stopsAtHerGoal() {
        BettingProcess process = BettingProcess.start(List.of(new Gambler.Hurried(120, 50)));
        for (int i = 0; i < 120; i++) {
            process.bet(i % 2 == 0, 0.5, i % 2 == 0 ? 1 : 0, 0.5);
            assertThat(process.evidence()).isLessThanOrEqualTo(120 * (1 + 1e-9));
        }
        assertThat(process.evidence()).isCloseTo(120, within(1e-6));
    }

    @Test
    void bet_hurriedGamblerWhoLostAll_betsNoMore() {
        BettingProcess process = BettingProcess.resume(BettingProcess.ADOPT_SOON, List.of(0.0, 0.0, -800.0), 700);
        process.bet(true, 0.5, 1, 0.5);
        assertThat(process.logWealth().get(2)).isEqualTo(-800);
    }

    @Test
    void bet_anyOutcome_isAFairGame() {
        assertIsFair(BettingProcess.DIFFERENCE);
        assertIsFair(BettingProcess.ADOPT_SOON);
        assertIsFair(List.of(new Gambler.Hurried(1.2, 1)));
    }

    /** Over the draw of the arm, whatever the outcome: the mean factor is 1. */
    private static void assertIsFair(List<Gambler> gamblers) {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 1_000; i++) {
            double probability = 0.01 + 0.98 * random.nextDouble();
            double outcome = random.nextDouble();
            double expected = random.nextDouble();
            BettingProcess treated = BettingProcess.start(gamblers);
            BettingProcess control = BettingProcess.start(gamblers);
            treated.bet(true, probability, outcome, expected);
            control.bet(false, probability, outcome, expected);
            for (int gambler = 0; gambler < gamblers.size(); gambler++) {
                double up = Math.exp(treated.logWealth().get(gambler));
                double down = Math.exp(control.logWealth().get(gambler));
                assertThat(probability * up + (1 - probability) * down).isCloseTo(1, within(1e-12));
                assertThat(Math.min(up, down)).isGreaterThanOrEqualTo(0.1 - 1e-12);
            }
        }
    }

    @Test
    void resume_inTheMiddle_isTheSameToTheLastBit() {
        SplittableRandom random = new SplittableRandom(4);
        BettingProcess straight = BettingProcess.start(BettingProcess.ADOPT_SOON);
        BettingProcess resumed = BettingProcess.start(BettingProcess.ADOPT_SOON);
        for (int i = 0; i < 500; i++) {
            boolean treated = random.nextBoolean();
            double outcome = random.nextDouble();
            straight.bet(treated, 0.5, outcome, 0.4);
            resumed = BettingProcess.resume(BettingProcess.ADOPT_SOON, resumed.logWealth(), i);
            resumed.bet(treated, 0.5, outcome, 0.4);
        }
        assertThat(resumed.logWealth()).isEqualTo(straight.logWealth());
    }

    @Test
    void bet_certainAssignment_isRefused() {
        BettingProcess process = BettingProcess.start(BettingProcess.ADOPT);

        assertThatThrownBy(() -> process.bet(true, 1, 1, 0.5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> process.bet(true, 0.5, 1.5, 0.5)).isInstanceOf(IllegalArgumentException.class);
    }
}
