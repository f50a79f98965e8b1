package ai.openclaw.lightning.optimizer.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.openclaw.lightning.optimizer.stats.Recalibration.Known;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RecalibrationTest {

    private static List<Known> known(int count, double shift, double slope) {
        SplittableRandom random = new SplittableRandom(3);
        Recalibration truth = new Recalibration(shift, slope);
        List<Known> known = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double score = 4 * random.nextDouble() - 2;
            known.add(new Known(score, random.nextDouble() < truth.probability(score) ? 1 : 0));
        }
        return known;
    }

    @Test
    void manyOutcomes_findShiftAndSlope() {
        Recalibration found = Recalibration.of(known(20_000, -0.8, 1.7));

        assertThat(found.shift()).isCloseTo(-0.8, within(0.1));
        assertThat(found.slope()).isCloseTo(1.7, within(0.1));
    }

    @Test
    void noOutcome_changesNothing_andAFewLittle() {
        assertThat(Recalibration.of(List.of())).isEqualTo(Recalibration.NONE);
        Recalibration alwaysGood = Recalibration.of(known(3, 9, 1));
        assertThat(alwaysGood.shift()).isBetween(0.1, 1.2);
        assertThat(alwaysGood.slope()).isBetween(0.5, 1.5);
    }
}
