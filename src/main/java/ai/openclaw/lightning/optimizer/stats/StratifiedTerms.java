package ai.openclaw.lightning.optimizer.stats;

/**
 * The sums over strata from which test, effect and interval follow. They add up, so that a change in one stratum costs
 * one subtraction and one addition, however many strata there are.
 *
 * @param scoreDifference Σ (exposed successes − those expected without an effect)
 * @param variance Σ of the variance of that score when outcomes are shuffled within their stratum
 * @param exposed Σ of the exposed in strata with both groups
 * @param others Σ of the others in the same strata
 * @param weight Σ n₁n₀/N, the Mantel-Haenszel weights
 * @param satoP Σ P of Sato's variance
 * @param satoQ Σ Q of Sato's variance
 * @param roomBelow Σ (expected − smallest possible number of exposed successes)
 * @param roomAbove Σ (largest possible − expected number of exposed successes)
 */
public record StratifiedTerms(
        double scoreDifference,
        double variance,
        double exposed,
        double others,
        double weight,
        double satoP,
        double satoQ,
        double roomBelow,
        double roomAbove) {

    public static final StratifiedTerms NONE = new StratifiedTerms(0, 0, 0, 0, 0, 0, 0, 0, 0);

    /**
     * The terms of one stratum; all zero unless both groups are present.
     *
     * <p>Score and variance: Mantel and Haenszel, J. Natl. Cancer Inst. 22 (1959) 719, in the form for any outcome
     * (variance n₁n₀/(N(N−1)) · Σ(y−ȳ)², which for 0/1 outcomes is their hypergeometric one). P and Q: Sato, Greenland
     * and Robins, Biometrics 45 (1989) 1323; for outcomes strictly inside (0, 1) Q is an upper bound, as the variance of
     * a number in [0, 1] is at most that of a coin with the same mean. Room: Mantel and Fleiss, Am. J. Epidemiol. 112
     * (1980) 129.
     */
    public static StratifiedTerms of(StratumSums s) {
        if (!s.informative()) {
            return NONE;
        }
        double n1 = s.exposed();
        double n0 = s.others();
        double n = n1 + n0;
        double y1 = s.exposedSum();
        double y0 = s.othersSum();
        double total = y1 + y0;
        double expected = n1 * total / n;
        double spread = Math.max(0, s.squares() - total * total / n);
        double variance = n1 * n0 / (n * (n - 1)) * spread;
        double p = (n1 * n1 * y0 - n0 * n0 * y1 + n1 * n0 * (n0 - n1) / 2) / (n * n);
        double q = (y1 * (n0 - y0) + y0 * (n1 - y1)) / (2 * n);
        double smallest = Math.max(0, total - n0);
        double largest = Math.min(n1, total);
        return new StratifiedTerms(
                y1 - expected, variance, n1, n0, n1 * n0 / n, p, q, expected - smallest, largest - expected);
    }

    public static StratifiedTerms ofAll(Iterable<StratumSums> strata) {
        StratifiedTerms sum = NONE;
        for (StratumSums stratum : strata) {
            sum = sum.plus(of(stratum));
        }
        return sum;
    }

    public StratifiedTerms plus(StratifiedTerms more) {
        return combined(more, 1);
    }

    public StratifiedTerms minus(StratifiedTerms less) {
        return combined(less, -1);
    }

    private StratifiedTerms combined(StratifiedTerms other, int sign) {
        return new StratifiedTerms(
                scoreDifference + sign * other.scoreDifference,
                variance + sign * other.variance,
                exposed + sign * other.exposed,
                others + sign * other.others,
                weight + sign * other.weight,
                satoP + sign * other.satoP,
                satoQ + sign * other.satoQ,
                roomBelow + sign * other.roomBelow,
                roomAbove + sign * other.roomAbove);
    }
}
