package ai.openclaw.lightning.optimizer.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Admissions at Berkeley in 1973 by department (Bickel, Hammel and O'Connell, Science 187 (1975) 398): women seem to be
 * treated badly, and are not once departments are compared. Expected values from statsmodels 0.15.0
 * ({@code StratifiedTable.test_null_odds}) and scipy 1.17.1 ({@code hypergeom}, {@code brentq}); R's {@code mantelhaen.test}
 * documents the same chi-squared of 1.4269.
 */
final class StratifiedTestTest {

    static final List<StratumSums> BERKELEY = List.of(
            Tables.of(512, 313, 89, 19),
            Tables.of(353, 207, 17, 8),
            Tables.of(120, 205, 202, 391),
            Tables.of(138, 279, 131, 244),
            Tables.of(53, 138, 94, 299),
            Tables.of(22, 351, 24, 317));

    static final List<StratumSums> SMALL = List.of(Tables.of(3, 1, 1, 4), Tables.of(2, 2, 0, 3), Tables.of(4, 0, 2, 3));

    @Test
    void approximateP_berkeley_equalsStatsmodels() {
        assertThat(StratifiedTest.approximateP(StratifiedTerms.ofAll(BERKELEY)))
                .isCloseTo(0.23226346281704802, within(1e-9));
        assertThat(StratifiedTest.approximateP(StratifiedTerms.ofAll(SMALL)))
                .isCloseTo(0.020531886529460364, within(1e-9));
    }

    @Test
    void approximateP_berkeleyPooled_isFooledByDepartments() {
        StratumSums pooled = BERKELEY.stream().reduce(StratumSums.EMPTY, StratumSums::plus);

        assertThat(StratifiedTest.approximateP(StratifiedTerms.of(pooled))).isLessThan(1e-15);
    }

    @Test
    void exactP_enumeratedTables_equalsScipy() {
        assertThat(StratifiedTest.exactP(SMALL)).isCloseTo(0.012822589353201597, within(1e-9));
        assertThat(StratifiedTest.exactP(BERKELEY)).isCloseTo(0.22776252679820574, within(1e-9));
    }

    @Test
    void p_smallCounts_isExact_largeCounts_isApproximate() {
        StratumSums rare = Tables.of(2, 1, 0, 4);
        assertThat(StratifiedTest.p(StratifiedTerms.of(rare), List.of(rare)))
                .isEqualTo(StratifiedTest.exactP(List.of(rare)));
        StratifiedTerms many = StratifiedTerms.ofAll(BERKELEY);
        assertThat(StratifiedTest.p(many, BERKELEY)).isEqualTo(StratifiedTest.approximateP(many));
    }

    @Test
    void p_oneGroupOnly_saysNothing() {
        StratumSums oneGroup = Tables.of(5, 5, 0, 0);

        assertThat(StratifiedTest.p(StratifiedTerms.of(oneGroup), List.of(oneGroup)))
                .isEqualTo(1);
    }

    /** Outcomes 0.1, 0.4 | 0.9, 0.3, 0.75: mean 0.98 and variance 0.1296 of the score over all ten permutations (numpy). */
    @Test
    void terms_fractionalOutcomes_haveThePermutationVariance() {
        StratumSums sums = StratumSums.EMPTY
                .plus(true, 0.1)
                .plus(true, 0.4)
                .plus(false, 0.9)
                .plus(false, 0.3)
                .plus(false, 0.75);
        StratifiedTerms terms = StratifiedTerms.of(sums);

        assertThat(terms.scoreDifference()).isCloseTo(0.5 - 0.98, within(1e-12));
        assertThat(terms.variance()).isCloseTo(0.1296, within(1e-12));
    }

    /** Without an effect p-values must be small as often as they say, not more and not much less. */
    @Test
    void approximateP_noEffect_isSmallAsOftenAsItSays() {
        SplittableRandom random = new SplittableRandom(10);
        int below = 0;
        for (int run = 0; run < 2_000; run++) {
            List<StratumSums> strata = new ArrayList<>();
            for (int task = 0; task < 40; task++) {
                StratumSums sums = StratumSums.EMPTY;
                for (int i = 0; i < 20; i++) {
                    // Exposure and outcome both depend on the task, not on one another.
                    boolean exposed = random.nextDouble() < 0.2 + 0.6 * task / 39;
                    sums = sums.plus(exposed, random.nextDouble() < 0.1 + 0.8 * task / 39 ? 1 : 0);
                }
                strata.add(sums);
            }
            below += StratifiedTest.approximateP(StratifiedTerms.ofAll(strata)) <= 0.05 ? 1 : 0;
        }
        // 100 expected at most, standard deviation 10; the continuity correction takes a little.
        assertThat(below).isBetween(60, 120);
    }

    /** The sums of the ten pairs differ from 0.98 by at least 0.48 for 0.5, 0.4 and 1.65. */
    @Test
    void permutationP_fractionalOutcomes_countsThePermutations() {
        OutcomeStratum stratum = new OutcomeStratum(new int[] {10, 40, 90, 30, 75}, 2, 50);

        assertThat(StratifiedTest.permutationP(List.of(stratum)).getAsDouble()).isCloseTo(0.3, within(1e-12));
    }

    @Test
    void permutationP_strata_equalsEnumeration() {
        SplittableRandom random = new SplittableRandom(3);
        for (int run = 0; run < 50; run++) {
            List<OutcomeStratum> strata = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                int[] outcomes = random.ints(2 + i, 0, 101).toArray();
                int exposed = random.nextInt(outcomes.length + 1);
                int sum = 0;
                for (int unit = 0; unit < exposed; unit++) {
                    sum += outcomes[unit];
                }
                strata.add(new OutcomeStratum(outcomes, exposed, sum));
            }
            boolean any = strata.stream().anyMatch(OutcomeStratum::informative);

            assertThat(StratifiedTest.permutationP(strata).orElse(-1))
                    .isCloseTo(any ? enumerated(strata) : -1, within(1e-9));
        }
    }

    private static double enumerated(List<OutcomeStratum> strata) {
        List<Integer> sums = new ArrayList<>(List.of(0));
        double expected = 0;
        int observed = 0;
        for (OutcomeStratum stratum : strata) {
            List<Integer> longer = new ArrayList<>();
            for (int choice = 0; choice < 1 << stratum.outcomes().length; choice++) {
                if (Integer.bitCount(choice) == stratum.exposed()) {
                    int sum = 0;
                    for (int unit = 0; unit < stratum.outcomes().length; unit++) {
                        sum += (choice >> unit & 1) * stratum.outcomes()[unit];
                    }
                    for (int before : sums) {
                        longer.add(before + sum);
                    }
                }
            }
            sums = longer;
            observed += stratum.exposedSum();
            expected += stratum.expected();
        }
        double mean = expected;
        double distance = Math.abs(observed - mean) - 1e-7;
        return (double) sums.stream()
                        .filter(sum -> Math.abs(sum - mean) >= distance)
                        .count()
                / sums.size();
    }

    @Test
    void p_fewFractionalOutcomes_isThePermutations_manyAreApproximated() {
        StratumSums sums = StratumSums.EMPTY
                .plus(true, 0.1)
                .plus(true, 0.4)
                .plus(false, 0.9)
                .plus(false, 0.3)
                .plus(false, 0.75);
        OutcomeStratum stratum = new OutcomeStratum(new int[] {10, 40, 90, 30, 75}, 2, 50);

        assertThat(StratifiedTest.p(StratifiedTerms.of(sums), List.of(sums), () -> List.of(stratum)))
                .isCloseTo(0.3, within(1e-12));
        OutcomeStratum huge =
                new OutcomeStratum(new SplittableRandom(1).ints(2_000, 0, 101).toArray(), 1_000, 50_000);
        assertThat(StratifiedTest.permutationP(List.of(huge))).isEmpty();
    }

    /** Few treated, outcomes far from a bell: here the approximation has no ground to stand on. */
    @Test
    void permutationP_noEffect_isSmallAsOftenAsItSays() {
        SplittableRandom random = new SplittableRandom(11);
        int below = 0;
        for (int run = 0; run < 2_000; run++) {
            List<OutcomeStratum> strata = new ArrayList<>();
            for (int task = 0; task < 5; task++) {
                int[] outcomes = new int[8];
                for (int i = 0; i < outcomes.length; i++) {
                    outcomes[i] = random.nextInt(4) == 0 ? 60 + random.nextInt(41) : random.nextInt(4);
                }
                strata.add(new OutcomeStratum(outcomes, 2, outcomes[0] + outcomes[1]));
            }
            below += StratifiedTest.permutationP(strata).getAsDouble() <= 0.05 ? 1 : 0;
        }
        // 100 expected, standard deviation 10; discreteness takes a little.
        assertThat(below).isBetween(65, 125);
    }
}
