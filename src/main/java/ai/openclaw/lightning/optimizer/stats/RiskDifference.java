package ai.openclaw.lightning.optimizer.stats;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The Mantel-Haenszel risk difference: the mean outcome of the exposed minus that of the others, compared within strata
 * and averaged over them. In units of the outcome: 0.1 is ten points.
 *
 * @param estimate NaN when no stratum holds both groups
 * @param low lower end of the interval, at least −1
 * @param high upper end, at most 1
 */
public record RiskDifference(double estimate, double low, double high) {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /**
     * Estimate and interval. The interval solves (d̂ − d)² = z² · (d·P + Q)/W² for d, Sato's variance seen as a function
     * of the true difference: Klingenberg, Statistics in Medicine 33 (2014) 2968. Unlike d̂ ± z·SE it keeps its level in
     * small and one-sided tables.
     *
     * @param confidence two-sided, such as 0.95
     */
    public static RiskDifference of(StratifiedTerms terms, double confidence) {
        if (terms.weight() <= 1e-9) {
            return new RiskDifference(Double.NaN, -1, 1);
        }
        double z = NORMAL.inverseSurvivalProbability((1 - confidence) / 2);
        double estimate = terms.scoreDifference() / terms.weight();
        double scale = z * z / (terms.weight() * terms.weight());
        double middle = estimate + scale * terms.satoP() / 2;
        double half = Math.sqrt(Math.max(0, middle * middle - estimate * estimate + scale * terms.satoQ()));
        return new RiskDifference(estimate, Math.max(-1, middle - half), Math.min(1, middle + half));
    }

    /**
     * The smallest true difference that data of this shape would show, with the given power, at a two-sided level of
     * 5 %: (z₀.₉₇₅ + z_power) · √variance / weight. NaN when no stratum holds both groups.
     */
    public static double smallestDetectable(StratifiedTerms terms, double power) {
        if (terms.weight() <= 1e-9) {
            return Double.NaN;
        }
        double z = NORMAL.inverseSurvivalProbability(0.025) + NORMAL.inverseCumulativeProbability(power);
        return z * Math.sqrt(Math.max(0, terms.variance())) / terms.weight();
    }
}
