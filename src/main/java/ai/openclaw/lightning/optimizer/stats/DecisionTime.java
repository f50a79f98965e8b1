package ai.openclaw.lightning.optimizer.stats;

import java.util.Arrays;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/** Simulates how many traces an experiment would need to adopt a rule. */
public final class DecisionTime {

    private static final int PLAYS = 60;
    private static final double ENOUGH = 20;
    private static final double GUESS_WEIGHT = 10;

    private DecisionTime() {}

    /**
     * The median over 60 simulated experiments with half of the traces treated.
     *
     * @param base mean outcome without the rule, in [0, 1]
     * @param effect what the rule adds; the treated mean is cut to [0, 1]
     * @param tracesMax where an experiment gives up
     * @param random drawn from in one order only, so that a seed gives one answer
     * @return empty when half of them give up
     */
    public static OptionalLong median(double base, double effect, int tracesMax, RandomGenerator random) {
        long[] lengths = new long[PLAYS];
        for (int i = 0; i < PLAYS; i++) {
            lengths[i] = play(base, Math.max(0, Math.min(1, base + effect)), tracesMax, random);
        }
        Arrays.sort(lengths);
        long median = lengths[PLAYS / 2];
        return median > tracesMax ? OptionalLong.empty() : OptionalLong.of(median);
    }

    private static long play(double control, double treatment, int tracesMax, RandomGenerator random) {
        BettingProcess process = BettingProcess.start(BettingProcess.ADOPT);
        double sum = GUESS_WEIGHT / 2;
        for (int n = 1; n <= tracesMax; n++) {
            boolean treated = random.nextBoolean();
            double outcome = random.nextDouble() < (treated ? treatment : control) ? 1 : 0;
            process.bet(treated, 0.5, outcome, sum / (GUESS_WEIGHT + n - 1));
            sum += outcome;
            if (process.evidence() >= ENOUGH) {
                return n;
            }
        }
        return tracesMax + 1L;
    }
}
