package ai.openclaw.lightning.optimizer.stats;

/**
 * What a unit, or a block of them, adds to a game that is fair while treatment makes no difference.
 *
 * @param payoff its mean is 0 while treatment makes no difference, and has the sign of the effect otherwise
 * @param spread the variance of the outcome behind it, as guessed beforehand
 * @param payoffMax no payoff is further from 0; known beforehand
 * @param effect an unbiased guess of the effect
 * @param effectMax no such guess is further from 0; known beforehand
 */
public record Wager(double payoff, double spread, double payoffMax, double effect, double effectMax) {

    private static final double SPREAD_MIN = 0.09;

    /**
     * The wager on one unit whose outcome is known: (A − π)(Y − m).
     *
     * @param treated whether the unit was assigned to treatment
     * @param probability π, with which it was, in (0, 1)
     * @param outcome Y, in [0, 1]
     * @param expected m, in [0, 1]; must not depend on this outcome nor on this assignment
     */
    public static Wager onOutcome(boolean treated, double probability, double outcome, double expected) {
        if (!(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException("probability of treatment must be inside (0, 1): " + probability);
        }
        if (!(outcome >= 0 && outcome <= 1 && expected >= 0 && expected <= 1)) {
            throw new IllegalArgumentException("outcomes must lie in [0, 1]: " + outcome + ", " + expected);
        }
        double payoff = ((treated ? 1 : 0) - probability) * (outcome - expected);
        double largest = Math.max(expected, 1 - expected);
        return new Wager(
                payoff,
                Math.max(expected * (1 - expected), SPREAD_MIN),
                Math.max(probability, 1 - probability) * largest,
                payoff / (probability * (1 - probability)),
                largest / Math.min(probability, 1 - probability));
    }

    /** The variance of the payoff, as guessed beforehand: π(1 − π) times the spread. */
    double variance() {
        return payoffMax / effectMax * spread;
    }
}
