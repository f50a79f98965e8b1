package ai.openclaw.lightning.optimizer.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Does the outcome depend on the exposure within strata? The Cochran-Mantel-Haenszel test: nothing that differs only
 * between strata (a hard task, a bad model) can make it reject.
 */
public final class StratifiedTest {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /** Below this much room around the expected count the normal approximation is not trusted (Mantel and Fleiss 1980). */
    private static final double ROOM_MIN = 5;

    /** Tables as probable as the observed one count as extreme; this much relative rounding error is forgiven. */
    private static final double TIE = 1e-7;

    /** Additions that one exact test may take: some ten milliseconds. */
    private static final double COST_MAX = 2e7;

    private StratifiedTest() {}

    /**
     * Two-sided p-value with continuity correction (R's {@code mantelhaen.test}, statsmodels'
     * {@code test_null_odds(correction=True)}); 1 when nothing can be said.
     */
    public static double approximateP(StratifiedTerms terms) {
        if (terms.variance() <= 1e-12) {
            return 1;
        }
        double distance = Math.max(0, Math.abs(terms.scoreDifference()) - 0.5);
        return Math.min(1, 2 * NORMAL.survivalProbability(distance / Math.sqrt(terms.variance())));
    }

    /** Whether counts are so small that the exact test has to replace the approximation. */
    public static boolean needsExact(StratifiedTerms terms) {
        return Math.min(terms.roomBelow(), terms.roomAbove()) < ROOM_MIN;
    }

    /**
     * Two-sided exact p-value: the probability, over all permutations of the outcomes within their strata, of a number of
     * exposed successes that is at most as probable as the observed one. The permutation distribution of a stratum is
     * hypergeometric and that of the sum their convolution, so nothing has to be drawn. Cost: the product of the possible
     * range of the sum and of each stratum.
     *
     * @param strata tables of outcomes that are all 0 or 1
     */
    public static double exactP(Iterable<StratumSums> strata) {
        double[] distribution = {1};
        long offset = 0;
        long observed = 0;
        for (StratumSums stratum : strata) {
            if (!stratum.informative()) {
                continue;
            }
            int size = (int) Math.round(stratum.size());
            int successes = (int) Math.round(stratum.sum());
            int exposed = (int) Math.round(stratum.exposed());
            var one = HypergeometricDistribution.of(size, successes, exposed);
            int low = one.getSupportLowerBound();
            double[] probabilities = IntStream.rangeClosed(low, one.getSupportUpperBound())
                    .mapToDouble(one::probability)
                    .toArray();
            distribution = convolve(distribution, probabilities);
            offset += low;
            observed += Math.round(stratum.exposedSum());
        }
        double limit = distribution[(int) (observed - offset)] * (1 + TIE);
        double p = 0;
        for (double probability : distribution) {
            p += probability <= limit ? probability : 0;
        }
        return Math.min(1, p);
    }

    /**
     * Exact where counts are small and every outcome is 0 or 1, otherwise the approximation.
     *
     * @param terms the sum of the strata's terms
     */
    public static double p(StratifiedTerms terms, Iterable<StratumSums> strata) {
        return p(terms, strata, List::of);
    }

    /**
     * Exact where counts are small, otherwise the approximation.
     *
     * @param terms the sum of the strata's terms
     * @param outcomes the same strata with their single outcomes; asked for only where some are neither 0 nor 1
     */
    public static double p(
            StratifiedTerms terms, Iterable<StratumSums> strata, Supplier<List<OutcomeStratum>> outcomes) {
        if (!needsExact(terms)) {
            return approximateP(terms);
        }
        List<StratumSums> informative = new ArrayList<>();
        for (StratumSums stratum : strata) {
            if (stratum.informative()) {
                informative.add(stratum);
            }
        }
        if (informative.isEmpty()) {
            return 1;
        }
        return informative.stream().allMatch(StratifiedTest::isBinary)
                ? exactP(informative)
                : permutationP(outcomes.get()).orElseGet(() -> approximateP(terms));
    }

    private static boolean isBinary(StratumSums stratum) {
        return Math.abs(stratum.squares() - stratum.sum()) <= 1e-6;
    }

    /**
     * Two-sided exact p-value for outcomes in hundredths: the probability, over all permutations of the outcomes within
     * their strata, of an exposed sum that is at least as far from the expected one as the observed sum. Outcomes that
     * were rounded make it no less valid, as the observed sum is rounded alike.
     *
     * @return empty where no stratum holds both groups, or counting would take too long
     */
    public static OptionalDouble permutationP(List<OutcomeStratum> strata) {
        List<OutcomeStratum> informative =
                strata.stream().filter(OutcomeStratum::informative).toList();
        if (informative.isEmpty() || cost(informative) > COST_MAX) {
            return OptionalDouble.empty();
        }
        double[] distribution = {1};
        long offset = 0;
        long observed = 0;
        double expected = 0;
        for (OutcomeStratum stratum : informative) {
            distribution = convolve(distribution, stratum.distribution());
            offset += stratum.smallestSum();
            observed += stratum.exposedSum();
            expected += stratum.expected();
        }
        double distance = Math.abs(observed - expected) - TIE;
        double p = 0;
        for (int i = 0; i < distribution.length; i++) {
            p += Math.abs(offset + i - expected) >= distance ? distribution[i] : 0;
        }
        return OptionalDouble.of(Math.min(1, p));
    }

    private static double cost(List<OutcomeStratum> strata) {
        double cost = 0;
        double range = 1;
        for (OutcomeStratum stratum : strata) {
            double own = stratum.largestSum() - stratum.smallestSum() + 1;
            cost += stratum.cost() + range * own;
            range += own;
        }
        return cost;
    }

    private static double[] convolve(double[] left, double[] right) {
        double[] result = new double[left.length + right.length - 1];
        for (int k = 0; k < right.length; k++) {
            for (int i = 0; right[k] > 0 && i < left.length; i++) {
                result[i + k] += left[i] * right[k];
            }
        }
        return result;
    }
}
