package ai.openclaw.lightning.optimizer.stats;

import java.util.Optional;

/**
 * Wagers on outcomes that are known of a few units and estimated for all. Units are gathered into blocks; a block ends
 * with a unit that somebody rated, and is one wager. Its payoff is
 *
 * <p>mean over its units of (A − π)(Ŷ − m), plus (A − π)·w·(Y − Ŷ) of the rated one,
 *
 * <p>with the estimate Ŷ, the outcome Y and the guess m made beforehand. The first part is what the estimates say of the
 * effect, the second what they get wrong about it. The mean of the sum is the effect, times π(1 − π), however the
 * estimates are biased in either arm, as long as rated units are a random sample of all: prediction-powered inference
 * (Angelopoulos, Bates, Fannjiang, Jordan and Zrnic, Science 382 (2023) 669), betted on as in Csillag, Struchiner and
 * Goedert, "Prediction-powered e-values", ICML 2025. There each unit's correction is divided by the probability that it
 * was rated. Ending a block with the rated unit needs no such probability, which nobody knows of a person, and keeps
 * payoffs small. Where all units are rated, each is a block, and the payoff is that of {@link Wager#onOutcome}. Without
 * a rating there is no wager.
 *
 * <p>Where somebody was asked, and that more often for some units than for others, w is the mean chance of being asked
 * over this unit's: the weights of Horvitz and Thompson, J. Am. Stat. Assoc. 47 (1952) 663. An estimate whose bias moves
 * from one side to the other over the whole experiment shifts the sum of all payoffs by no more than half a block's: the
 * shifts within blocks add up to half of the way.
 *
 * <p>Not thread-safe. {@link #state()} carries it exactly over a restart.
 */
public final class RatedBlocks {

    /** Chances of being asked, one relative to another; they bound w. */
    public static final double CHANCE_MIN = 0.8;

    /** Estimates keep this far from 0 and from 1: nobody is surer of a signal. */
    public static final double ESTIMATE_MIN = 0.1;

    private static final double WEIGHT_MAX = 1 / CHANCE_MIN;
    private static final double ESTIMATE_MAX = 1 - ESTIMATE_MIN;

    /** The spread that is supposed in the beginning, like so many blocks of it. */
    private static final double SPREAD_PRIOR = 0.15;

    private static final int PRIOR = 10;

    /**
     * Its stored form.
     *
     * @param open units of the block that has not ended
     * @param guess m of that block
     * @param payoff the sum of its payoffs by estimates
     * @param squares the sum of the squares of the blocks' payoffs, each over π(1 − π)
     * @param units all of them
     * @param chances the sum of theirs
     * @param control of the rated units of this arm
     * @param treatment likewise
     */
    public record State(
            long open,
            double guess,
            double payoff,
            double squares,
            long units,
            double chances,
            EstimateErrors control,
            EstimateErrors treatment) {

        public static final State START = new State(0, 0, 0, 0, 0, 0, EstimateErrors.NONE, EstimateErrors.NONE);

        /** Rated units, each of which ended a block. */
        public long rated() {
            return control.units() + treatment.units();
        }
    }

    private State state;

    public RatedBlocks(State state) {
        this.state = state;
    }

    /** An estimate within the bounds. */
    public static double bounded(double estimate) {
        return Math.max(ESTIMATE_MIN, Math.min(ESTIMATE_MAX, estimate));
    }

    /**
     * Takes in the next unit.
     *
     * @param treated whether the unit was assigned to treatment
     * @param probability π, with which it was, in (0, 1)
     * @param estimated how it seems to have gone, and perhaps how it went
     * @param expected m, where the unit begins a block; must not depend on this unit nor on its assignment
     * @return the wager that the unit ends; empty for one that nobody rated
     */
    public Optional<Wager> plus(boolean treated, double probability, EstimatedOutcome estimated, double expected) {
        if (!(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException("probability of treatment must be inside (0, 1): " + probability);
        }
        double side = (treated ? 1 : 0) - probability;
        long open = state.open + 1;
        double guess = state.open == 0 ? bounded(expected) : state.guess;
        double payoff = state.payoff + side * (estimated.estimate() - guess);
        long units = state.units + 1;
        double chances = state.chances + estimated.chance();
        if (estimated.error() == null) {
            state = new State(open, guess, payoff, state.squares, units, chances, state.control, state.treatment);
            return Optional.empty();
        }
        double weight = estimated.asked() ? Math.min(WEIGHT_MAX, chances / units / estimated.chance()) : 1;
        double error = weight * estimated.error();
        double sum = payoff / open + side * error;
        double variance = probability * (1 - probability);
        double spread = (state.squares + PRIOR * SPREAD_PRIOR) / (state.rated() + PRIOR);
        double furthest = Math.max(ESTIMATE_MAX - guess, guess - ESTIMATE_MIN) + WEIGHT_MAX * ESTIMATE_MAX;
        double largest = Math.max(probability, 1 - probability) * furthest;
        state = new State(
                0,
                0,
                0,
                state.squares + sum * sum / variance,
                units,
                chances,
                treated ? state.control : state.control.plus(error),
                treated ? state.treatment.plus(error) : state.treatment);
        return Optional.of(new Wager(sum, spread, largest, sum / variance, largest / variance));
    }

    public State state() {
        return state;
    }
}
