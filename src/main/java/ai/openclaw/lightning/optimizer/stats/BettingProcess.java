package ai.openclaw.lightning.optimizer.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Evidence by betting, readable at any time. A gambler starts with 1 and bets, before each outcome is known, that
 * treatment comes out better. While treatment makes no difference her mean wealth stays 1 whatever she does, so wealth
 * of 20 is reached with a probability of at most 1/20, however often one looks (Ville's inequality). Several gamblers
 * play, each in her own way; the evidence E is the mean of their wealth.
 *
 * <p>Factor of one outcome: 1 + λ(A − π)(Y − m), with A = 1 for treatment, π its probability, Y in [0, 1], m a guess of
 * Y made beforehand, and λ the gambler's stake, at most 0.9/(max(π, 1−π)·max(m, 1−m)). The bound keeps every factor at
 * least 0.1. Background: Waudby-Smith and Ramdas, "Estimating means of bounded random variables by betting", J. R.
 * Statist. Soc. B 86 (2024) 1; here the coin that is betted on is the random assignment itself, so that outcomes may
 * drift in any way.
 *
 * <p>Not thread-safe. {@link #logWealth()} and {@link #resume} carry it exactly over a restart.
 */
public final class BettingProcess {

    /** For "treatment is better". */
    public static final List<Gambler> ADOPT = steady(0.08, 0.15, 0.28);

    /** The same where others wait for the verdict. Once the hurried one has her 120, the evidence is at least 40. */
    public static final List<Gambler> ADOPT_SOON =
            List.of(new Gambler.Steady(0.1), new Gambler.Steady(0.2), new Gambler.Hurried(120, 500));

    /** For "treatment is worse": the same bets on the other side, bolder because harm has to be seen soon. */
    public static final List<Gambler> HARM = steady(-0.1, -0.2, -0.35);

    /** For "this differs between the arms, in whatever direction". */
    public static final List<Gambler> DIFFERENCE = steady(0.08, 0.15, 0.28, -0.08, -0.15, -0.28);

    private static final double STAKE_MAX = 0.9;

    private final List<Gambler> gamblers;
    private final double[] logWealth;
    private long units;

    private BettingProcess(List<Gambler> gamblers, double[] logWealth, long units) {
        this.gamblers = gamblers;
        this.logWealth = logWealth;
        this.units = units;
    }

    /** Every gambler with a wealth of 1. */
    public static BettingProcess start(List<Gambler> gamblers) {
        return new BettingProcess(gamblers, new double[gamblers.size()], 0);
    }

    /** Continues with what {@link #logWealth()} gave, for gamblers who do not mind how late it is. */
    public static BettingProcess resume(List<Gambler> gamblers, List<Double> logWealth) {
        return resume(gamblers, logWealth, 0);
    }

    /**
     * Continues with what {@link #logWealth()} gave. It may have been other gamblers who left it: the game stays fair, whoever
     * takes over the money.
     *
     * @param units so far
     */
    public static BettingProcess resume(List<Gambler> gamblers, List<Double> logWealth, long units) {
        if (gamblers.size() != logWealth.size()) {
            throw new IllegalArgumentException(gamblers.size() + " gamblers, but " + logWealth.size() + " wealths");
        }
        return new BettingProcess(gamblers, unboxed(logWealth), units);
    }

    /**
     * Takes in the next outcome, in the order in which the units were assigned.
     *
     * @param treated whether the unit was assigned to treatment
     * @param probability π, with which it was, in (0, 1)
     * @param outcome Y, in [0, 1]
     * @param expected m, in [0, 1]; must not depend on this outcome nor on this assignment
     */
    public void bet(boolean treated, double probability, double outcome, double expected) {
        bet(Wager.onOutcome(treated, probability, outcome, expected));
    }

    /** Takes in the next wager, whose spread and bound were known beforehand. */
    public void bet(Wager wager) {
        double most = STAKE_MAX / wager.payoffMax();
        for (int i = 0; i < logWealth.length; i++) {
            double stake = gamblers.get(i).stake(wager, Math.exp(logWealth[i]), units);
            logWealth[i] += Math.log1p(Math.max(-most, Math.min(most, stake)) * wager.payoff());
        }
        units++;
    }

    /** E: 1 at the start; the larger, the stronger the evidence. Finite: what is beyond a double counts as the largest one. */
    public double evidence() {
        double sum = 0;
        for (double log : logWealth) {
            sum += Math.exp(log);
        }
        return Math.min(sum / logWealth.length, Double.MAX_VALUE);
    }

    /** The natural logarithm of each gambler's wealth, in their order. */
    public List<Double> logWealth() {
        List<Double> copy = new ArrayList<>(logWealth.length);
        for (double log : logWealth) {
            copy.add(log);
        }
        return List.copyOf(copy);
    }

    private static List<Gambler> steady(double... effects) {
        return Arrays.stream(effects).<Gambler>mapToObj(Gambler.Steady::new).toList();
    }

    private static double[] unboxed(List<Double> values) {
        double[] array = values.stream().mapToDouble(Double::doubleValue).toArray();
        if (array.length == 0 || !Arrays.stream(array).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("needs finite numbers: " + values);
        }
        return array;
    }
}
