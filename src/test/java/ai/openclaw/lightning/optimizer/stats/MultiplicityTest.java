package ai.openclaw.lightning.optimizer.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class MultiplicityTest {

    /** McDonald, Handbook of Biological Statistics (2014), 254: 25 dietary variables; counts checked with statsmodels 0.15.0. */
    private static final double[] DIET = {
        0.251, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216, 0.222, 0.001, 0.269, 0.275, 0.34, 0.341,
        0.384, 0.569, 0.594, 0.696, 0.762, 0.94, 0.942, 0.975, 0.986
    };

    @Test
    void benjaminiHochberg_diet_rejectsWhatStatsmodelsRejects() {
        assertThat(count(Multiplicity.benjaminiHochberg(DIET, 0.05))).isEqualTo(1);
        boolean[] atQuarter = Multiplicity.benjaminiHochberg(DIET, 0.25);
        assertThat(count(atQuarter)).isEqualTo(6);
        assertThat(atQuarter[11]).isTrue();
        assertThat(atQuarter[0]).isFalse();
    }

    @Test
    void benjaminiHochberg_none_isEmpty() {
        assertThat(Multiplicity.benjaminiHochberg(new double[0], 0.05)).isEmpty();
    }

    @Test
    void eBenjaminiHochberg_oneExperiment_needsTwenty() {
        assertThat(Multiplicity.eBenjaminiHochberg(new double[] {20}, 0.05)).containsExactly(true);
        assertThat(Multiplicity.eBenjaminiHochberg(new double[] {19.99}, 0.05)).containsExactly(false);
    }

    /** K = 3: one alone needs 60, two 30 each, three 20 each. */
    @Test
    void eBenjaminiHochberg_three_needLessTogether() {
        assertThat(Multiplicity.eBenjaminiHochberg(new double[] {1, 59, 29}, 0.05))
                .containsExactly(false, false, false);
        assertThat(Multiplicity.eBenjaminiHochberg(new double[] {1, 59, 30}, 0.05))
                .containsExactly(false, true, true);
        assertThat(Multiplicity.eBenjaminiHochberg(new double[] {20, 21, 22}, 0.05))
                .containsExactly(true, true, true);
        assertThat(Multiplicity.eBenjaminiHochberg(new double[] {60, 2, 2}, 0.05))
                .containsExactly(true, false, false);
    }

    private static int count(boolean[] rejected) {
        int count = 0;
        for (boolean one : rejected) {
            count += one ? 1 : 0;
        }
        return count;
    }
}
