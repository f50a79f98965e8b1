package ai.openclaw.lightning.optimizer.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a difference of risks promises holds in a thousand simulated runs. */
final class RiskDifferenceSimulationTest {

    /** Forty small strata of different difficulty, a true difference of 0.2. */
    @Test
    void of_manySimulations_coversTheTruth() {
        SplittableRandom random = new SplittableRandom(1);
        int covered = 0;
        for (int run = 0; run < 1_000; run++) {
            List<StratumSums> strata = IntStream.range(0, 40)
                    .mapToObj(i -> drawn(random, 0.1 + 0.6 * i / 39.0, 0.2))
                    .toList();
            RiskDifference difference = RiskDifference.of(StratifiedTerms.ofAll(strata), 0.95);
            covered += difference.low() <= 0.2 && 0.2 <= difference.high() ? 1 : 0;
        }
        assertThat(covered).isBetween(930, 970);
    }

    /** At the smallest detectable effect, four tests in five reject. */
    @Test
    void smallestDetectable_asTrueEffect_isFoundInFourOfFive() {
        SplittableRandom random = new SplittableRandom(2);
        StratifiedTerms shape = StratifiedTerms.of(Tables.of(120, 80, 110, 90));
        double effect = RiskDifference.smallestDetectable(shape, 0.8);
        int found = 0;
        for (int run = 0; run < 1_000; run++) {
            StratumSums sums = StratumSums.EMPTY;
            for (int i = 0; i < 400; i++) {
                boolean exposed = i % 2 == 0;
                double rate = 0.5 + (exposed ? effect / 2 : -effect / 2);
                sums = sums.plus(exposed, random.nextDouble() < rate ? 1 : 0);
            }
            found += StratifiedTest.approximateP(StratifiedTerms.of(sums)) <= 0.05 ? 1 : 0;
        }
        assertThat(found).isBetween(750, 850);
    }

    private static StratumSums drawn(SplittableRandom random, double rate, double effect) {
        StratumSums sums = StratumSums.EMPTY;
        for (int i = 0; i < 12; i++) {
            boolean exposed = i % 3 == 0;
            sums = sums.plus(exposed, random.nextDouble() < rate + (exposed ? effect : 0) ? 1 : 0);
        }
        return sums;
    }
}
