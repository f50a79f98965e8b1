package ai.openclaw.lightning.optimizer.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class AlwaysValidIntervalTest {

    /** The paper's formula with unit variance, computed in Python. */
    @Test
    void halfWidth_unitVariance_equalsTheFormula() {
        assertThat(new AlwaysValidInterval(100, 0, 100).halfWidth()).isCloseTo(0.3264293371826405, within(1e-12));
        assertThat(new AlwaysValidInterval(400, 0, 400).halfWidth()).isCloseTo(0.15176044951881265, within(1e-12));
    }

    @Test
    void plus_units_keepsMeanAndSpread() {
        AlwaysValidInterval interval = AlwaysValidInterval.EMPTY
                .plus(Wager.onOutcome(true, 0.5, 1, 0.5))
                .plus(Wager.onOutcome(false, 0.5, 1, 0.5))
                .plus(Wager.onOutcome(true, 0.5, 0.75, 0.5));

        // Effects 1, −1 and 0.5.
        assertThat(interval.mean()).isCloseTo(0.5 / 3, within(1e-12));
        assertThat(interval.squares()).isCloseTo(2.25 - 0.25 / 3, within(1e-12));
        assertThat(interval.low()).isEqualTo(-1);
    }

    /** Looked at after every unit; a fixed 95 % interval would miss the truth at some time in about half of the runs. */
    @Test
    void interval_watchedAllTheTime_holdsTheTruth() {
        SplittableRandom random = new SplittableRandom(5);
        int runs = 400;
        int missed = 0;
        for (int run = 0; run < runs; run++) {
            AlwaysValidInterval interval = AlwaysValidInterval.EMPTY;
            boolean outside = false;
            for (int i = 0; i < 1_500; i++) {
                boolean treated = random.nextDouble() < 0.3;
                double outcome = random.nextDouble() < (treated ? 0.6 : 0.45) ? 1 : 0;
                interval = interval.plus(Wager.onOutcome(treated, 0.3, outcome, 0.5));
                outside |= interval.low() > 0.15 || interval.high() < 0.15;
            }
            missed += outside ? 1 : 0;
        }
        assertThat(missed).isLessThanOrEqualTo((int) (0.05 * runs));
    }
}
