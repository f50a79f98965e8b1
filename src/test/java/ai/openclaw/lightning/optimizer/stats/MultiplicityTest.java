package ai.openclaw.lightning.optimizer.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
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
    void closedEBenjaminiHochberg_oneExperiment_needsTwenty() {
        assertThat(closed(20)).containsExactly(true);
        assertThat(closed(19.99)).containsExactly(false);
    }

    /** K = 3: one alone needs 60 less what the others have, two together 60 less what the third has. */
    @Test
    void closedEBenjaminiHochberg_three_needLessTogether() {
        assertThat(closed(59.9, 0, 0)).containsExactly(false, false, false);
        assertThat(closed(60, 0, 0)).containsExactly(true, false, false);
        assertThat(closed(0, 40, 19)).containsExactly(false, false, false);
        assertThat(closed(0, 40, 20)).containsExactly(false, true, true);
        assertThat(closed(20, 21, 22)).containsExactly(true, true, true);
    }

    @Test
    void closedEBenjaminiHochberg_none_isEmpty() {
        assertThat(closed()).isEmpty();
    }

    /** Of all sets that the definition allows it takes a largest one, and all that e-BH takes. */
    @Test
    void closedEBenjaminiHochberg_anyValues_isTheLargestAllowed() {
        SplittableRandom random = new SplittableRandom(8);
        int more = 0;
        for (int i = 0; i < 3_000; i++) {
            double[] values = random.doubles(1 + random.nextInt(5))
                    .map(u -> Math.exp(6 * u - 1))
                    .toArray();
            int taken = 0;
            for (int set = 1; set < (1 << values.length); set++) {
                taken = isAllowed(set, values) ? Math.max(taken, Integer.bitCount(set)) : taken;
            }
            assertThat(count(closed(values))).isEqualTo(taken).isGreaterThanOrEqualTo(byEBenjaminiHochberg(values));
            more += taken > byEBenjaminiHochberg(values) ? 1 : 0;
        }
        assertThat(more).isPositive();
    }

    private static boolean isAllowed(int set, double[] values) {
        for (int some = 1; some < (1 << values.length); some++) {
            double sum = 0;
            for (int i = 0; i < values.length; i++) {
                sum += ((some >> i) & 1) * values[i];
            }
            if (sum / Integer.bitCount(some) < Integer.bitCount(some & set) / (0.05 * Integer.bitCount(set))) {
                return false;
            }
        }
        return true;
    }

    /** How many Wang and Ramdas, J. R. Statist. Soc. B 84 (2022) 822, take. */
    private static int byEBenjaminiHochberg(double[] values) {
        double[] ascending = values.clone();
        Arrays.sort(ascending);
        int taken = 0;
        for (int k = 1; k <= ascending.length; k++) {
            taken = ascending[ascending.length - k] >= ascending.length / (0.05 * k) ? k : taken;
        }
        return taken;
    }

    private static boolean[] closed(double... values) {
        return Multiplicity.closedEBenjaminiHochberg(values, 0.05);
    }

    private static int count(boolean[] rejected) {
        int count = 0;
        for (boolean one : rejected) {
            count += one ? 1 : 0;
        }
        return count;
    }
}
