package ai.openclaw.lightning.proofs;

import ai.openclaw.lightning.reward.OutcomeSignal;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A simulated agent whose true success is known, with signals as the record of a trace shows them. Their weights are the
 * product's own; how often each comes with success and with failure is made up.
 */
final class EstimateWorlds {

    /** How often a signal comes with a success, and with a failure. */
    private record Rates(double success, double failure) {}

    private static final Map<OutcomeSignal, Rates> SIGNALS = Map.of(
            OutcomeSignal.ENDED_BADLY, new Rates(0.02, 0.25),
            OutcomeSignal.USER_CORRECTS, new Rates(0.02, 0.35),
            OutcomeSignal.USER_THANKS, new Rates(0.3, 0.02),
            OutcomeSignal.LAST_CALL_FAILED, new Rates(0.05, 0.35),
            OutcomeSignal.COMMITTED, new Rates(0.35, 0.08),
            OutcomeSignal.LOOPED, new Rates(0.02, 0.15));

    private static final Rates TESTS_PASS = new Rates(0.8, 0.25);
    private static final double HAS_TESTS = 0.5;

    private EstimateWorlds() {}

    /** A unit as the world has it: the score of its signals, and how it went. */
    record Seen(double score, double outcome) {}

    /** Pure, given the random numbers and the arm. */
    interface World {
        Seen unit(SplittableRandom random, boolean treated, int order);
    }

    /**
     * @param rate of success
     * @param flattery the share of bad signs that do not show
     */
    private static Seen unit(SplittableRandom random, double rate, double flattery) {
        boolean success = random.nextDouble() < rate;
        Set<OutcomeSignal> signals = EnumSet.noneOf(OutcomeSignal.class);
        for (OutcomeSignal signal : OutcomeSignal.values()) {
            Rates rates = SIGNALS.get(signal);
            if (rates != null && random.nextDouble() < (success ? rates.success : rates.failure)) {
                signals.add(signal);
            }
        }
        if (random.nextDouble() < HAS_TESTS) {
            boolean pass = random.nextDouble() < (success ? TESTS_PASS.success : TESTS_PASS.failure);
            signals.add(pass ? OutcomeSignal.TESTS_PASSED : OutcomeSignal.TESTS_FAILED);
        }
        signals.removeIf(signal -> signal.weight() < 0 && random.nextDouble() < flattery);
        return new Seen(OutcomeSignal.logOdds(signals), success ? 1 : 0);
    }

    static Seen same(SplittableRandom random, boolean treated, int order) {
        return unit(random, 0.5, 0);
    }

    static Seen better(SplittableRandom random, boolean treated, double effect) {
        return unit(random, treated ? 0.5 + effect : 0.5, 0);
    }

    /** The rule hides half of the bad signs and changes nothing else. */
    static Seen flattering(SplittableRandom random, boolean treated, int order) {
        return unit(random, 0.5, treated ? 0.5 : 0);
    }

    /** The same, while success comes and goes and the rule hides now more, now less. */
    static Seen drifting(SplittableRandom random, boolean treated, int order) {
        double wave = Math.sin(order / 150.0);
        return unit(random, 0.5 + 0.25 * wave, treated ? 0.4 + 0.4 * Math.sin(order / 400.0) : 0);
    }

    static Seen flatteringHarm(SplittableRandom random, boolean treated, int order) {
        return unit(random, treated ? 0.4 : 0.5, treated ? 0.5 : 0);
    }
}
