package ai.openclaw.lightning.optimizer.stats;

/**
 * An interval for the mean effect of treatment that may be looked at after every unit: with a probability of about 95 %
 * it holds the true mean effect at <em>all</em> times from {@link #FIRST_SHOWN} units on.
 *
 * <p>Each unit gives (A − π)(Y − m)/(π(1 − π)), whose mean is the effect of treatment on that unit. The half-width after
 * t units of standard deviation s is s·√(2(tρ² + 1)/(t²ρ²) · ln(√(tρ² + 1)/α)): the asymptotic confidence sequence of
 * Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas, "Time-uniform central limit theory and asymptotic confidence
 * sequences", Ann. Statist. 52 (2024) 2613. ρ is chosen so that it is narrowest around 400 units.
 *
 * @param count units so far
 * @param mean of the unit effects
 * @param squares sum of squared deviations from the mean (Welford's recurrence)
 */
public record AlwaysValidInterval(long count, double mean, double squares) {

    public static final AlwaysValidInterval EMPTY = new AlwaysValidInterval(0, 0, 0);

    /** Asymptotic means: not before this many units. */
    public static final int FIRST_SHOWN = 50;

    private static final double ALPHA = 0.05;

    /** √((−2 ln α + ln(−2 ln α + 1)) / 400): the paper's formula for the ρ that is best at t = 400. */
    private static final double RHO = Math.sqrt((-2 * Math.log(ALPHA) + Math.log(-2 * Math.log(ALPHA) + 1)) / 400);

    public AlwaysValidInterval {
        if (count < 0 || !Double.isFinite(mean) || !(squares >= 0)) {
            throw new IllegalArgumentException("not an interval's sums: " + count + ", " + mean + ", " + squares);
        }
    }

    /** The sums with one more wager. */
    public AlwaysValidInterval plus(Wager wager) {
        double effect = wager.effect();
        long n = count + 1;
        double deviation = effect - mean;
        double newMean = mean + deviation / n;
        return new AlwaysValidInterval(n, newMean, squares + deviation * (effect - newMean));
    }

    /** Half of the width; infinite while there are too few units. */
    public double halfWidth() {
        if (count < FIRST_SHOWN) {
            return Double.POSITIVE_INFINITY;
        }
        double spread = count * RHO * RHO + 1;
        double factor = 2 * spread / (count * RHO * count * RHO) * Math.log(Math.sqrt(spread) / ALPHA);
        return Math.sqrt(squares / count * factor);
    }

    /** How many standard errors the mean lies above 0; 0 without units. For one look only: it is no always-valid bound. */
    public double standardErrors() {
        return squares > 0 ? mean * count / Math.sqrt(squares) : 0;
    }

    /** Lower end, at least −1. */
    public double low() {
        return Math.max(-1, mean - halfWidth());
    }

    /** Upper end, at most 1. */
    public double high() {
        return Math.min(1, mean + halfWidth());
    }
}
