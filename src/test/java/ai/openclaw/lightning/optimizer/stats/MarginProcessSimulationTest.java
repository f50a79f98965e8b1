package ai.openclaw.lightning.optimizer.stats;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.optimizer.stats.MarginProcess.State;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often evidence about a margin is reached, where it may be and where it may not. */
final class MarginProcessSimulationTest {

    private static final int PLAYS = 400;
    private static final int UNITS = 2_000;

    /** Exactly at the margin nothing may be claimed, on either side, whatever the probability of treatment. */
    @ParameterizedTest
    @CsvSource({"0.08, 0.5", "0.08, 0.2", "-0.1, 0.5", "-0.1, 0.9"})
    void evidence_effectAtTheMargin_reachesTwentySeldom(double margin, double probability) {
        int below = 0;
        int above = 0;
        for (int seed = 0; seed < PLAYS; seed++) {
            below += reaches(MarginProcess.below(margin, State.START), margin, probability, seed) ? 1 : 0;
            above += reaches(MarginProcess.above(margin, State.START), margin, probability, seed) ? 1 : 0;
        }

        double limit = PLAYS * (0.05 + 2 * Math.sqrt(0.05 * 0.95 / PLAYS));
        assertThat(below).isLessThanOrEqualTo((int) limit);
        assertThat(above).isLessThanOrEqualTo((int) limit);
    }

    @Test
    void evidence_noEffect_excludesTheMarginOnBothSides() {
        int below = 0;
        int above = 0;
        for (int seed = 0; seed < 50; seed++) {
            below += reaches(MarginProcess.below(0.1, State.START), 0, 0.5, seed) ? 1 : 0;
            above += reaches(MarginProcess.above(-0.1, State.START), 0, 0.5, seed) ? 1 : 0;
        }

        assertThat(below).isGreaterThan(45);
        assertThat(above).isGreaterThan(45);
    }

    private static boolean reaches(MarginProcess process, double effect, double probability, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < UNITS; i++) {
            boolean treated = random.nextDouble() < probability;
            double rate = 0.5 + (treated ? effect : 0);
            process.bet(Wager.onOutcome(treated, probability, random.nextDouble() < rate ? 1 : 0, 0.5));
            if (process.evidence() >= 20) {
                return true;
            }
        }
        return false;
    }
}
