package ai.openclaw.lightning.optimizer.stats;

import java.util.ArrayList;
import java.util.List;
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
            distribution = convolve(distribution, one);
            offset += one.getSupportLowerBound();
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
        if (!needsExact(terms)) {
            return approximateP(terms);
        }
        List<StratumSums> informative = new ArrayList<>();
        for (StratumSums stratum : strata) {
            if (Math.abs(stratum.squares() - stratum.sum()) > 1e-6) {
                return approximateP(terms);
            }
            if (stratum.informative()) {
                informative.add(stratum);
            }
        }
        return informative.isEmpty() ? 1 : exactP(informative);
    }

    private static double[] convolve(double[] left, HypergeometricDistribution right) {
        int low = right.getSupportLowerBound();
        int high = right.getSupportUpperBound();
        double[] result = new double[left.length + high - low];
        for (int k = low; k <= high; k++) {
            double probability = right.probability(k);
            for (int i = 0; i < left.length; i++) {
                result[i + k - low] += left[i] * probability;
            }
        }
        return result;
    }
}
