package ai.openclaw.lightning.optimizer.stats;

/**
 * Evidence by betting, readable at any time, that the mean effect of treatment lies on one side of a margin. As in
 * {@link BettingProcess} a gambler's wealth reaches 20 with a probability of at most 1/20 while the effect does not lie
 * there. That process finds out whether there is any effect; this one excludes an effect of a certain size.
 *
 * <p>Factor of one outcome: 1 + λ·s·(X − c), with the margin c, s = −1 for "below it" and 1 for "above it", and
 * X = (A − π)(Y − m)/(π(1 − π)), whose mean is the effect on that unit whatever the guess m is (inverse probability
 * weighting, Horvitz and Thompson, J. Am. Stat. Assoc. 47 (1952) 663). λ = |c|/v, the best bet where there is no effect at
 * all, cut so that every factor is at least 0.1. v is the mean of X² over the units before, beginning with {@value #PRIOR}
 * supposed ones of variance 1; the game is fair with any λ that does not depend on the unit itself.
 *
 * <p>Not thread-safe. {@link #state()} carries it exactly over a restart.
 */
public final class MarginProcess {

    private static final int PRIOR = 20;
    private static final double LOSS_MAX = 0.9;

    private final double margin;
    private final int side;
    private State state;

    /**
     * Its stored form.
     *
     * @param logWealth the natural logarithm of the gambler's wealth
     * @param squares the sum of X² over the units so far
     */
    public record State(double logWealth, long units, double squares) {

        public static final State START = new State(0, 0, 0);
    }

    private MarginProcess(double margin, int side, State state) {
        if (!(Math.abs(margin) > 0 && Math.abs(margin) < 1)) {
            throw new IllegalArgumentException("a margin lies between 0 and 1 or -1: " + margin);
        }
        this.margin = margin;
        this.side = side;
        this.state = state;
    }

    /** For "the effect is smaller than this". */
    public static MarginProcess below(double margin, State state) {
        return new MarginProcess(margin, -1, state);
    }

    /** For "the effect is larger than this". */
    public static MarginProcess above(double margin, State state) {
        return new MarginProcess(margin, 1, state);
    }

    /** Takes in the next wager, whose bound was known beforehand. */
    public void bet(Wager wager) {
        double effect = wager.effect();
        double variance = (state.squares + PRIOR) / (state.units + PRIOR);
        double stake = Math.min(Math.abs(margin) / variance, LOSS_MAX / (wager.effectMax() + Math.abs(margin)));
        state = new State(
                state.logWealth + Math.log1p(stake * side * (effect - margin)),
                state.units + 1,
                state.squares + effect * effect);
    }

    /** E: 1 at the start; the larger, the stronger the evidence. */
    public double evidence() {
        return Math.min(Math.exp(state.logWealth), Double.MAX_VALUE);
    }

    public State state() {
        return state;
    }
}
