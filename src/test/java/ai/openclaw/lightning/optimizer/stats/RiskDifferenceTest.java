package ai.openclaw.lightning.optimizer.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Expected values: the defining equation solved with scipy 1.17.1's {@code brentq}. */
final class RiskDifferenceTest {

    @Test
    void of_berkeley_equalsTheSolvedEquation() {
        RiskDifference difference = RiskDifference.of(StratifiedTerms.ofAll(StratifiedTestTest.BERKELEY), 0.95);

        assertThat(difference.estimate()).isCloseTo(-0.018425196190852512, within(1e-12));
        assertThat(difference.low()).isCloseTo(-0.047366881345320154, within(1e-9));
        assertThat(difference.high()).isCloseTo(0.010748058332669065, within(1e-9));
    }

    @Test
    void of_smallTables_equalsTheSolvedEquation() {
        RiskDifference difference = RiskDifference.of(StratifiedTerms.ofAll(StratifiedTestTest.SMALL), 0.95);

        assertThat(difference.estimate()).isCloseTo(0.5541237113402062, within(1e-12));
        assertThat(difference.low()).isCloseTo(0.1610069055257751, within(1e-9));
        assertThat(difference.high()).isCloseTo(0.7638485218285066, within(1e-9));
    }

    @Test
    void of_nothingToCompare_isTheWholeRange() {
        assertThat(RiskDifference.of(StratifiedTerms.NONE, 0.95)).isEqualTo(new RiskDifference(Double.NaN, -1, 1));
    }
}
