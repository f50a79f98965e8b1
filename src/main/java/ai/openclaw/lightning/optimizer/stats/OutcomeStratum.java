package ai.openclaw.lightning.optimizer.stats;

import java.util.Arrays;

/** One stratum with every single outcome, for the permutation test of outcomes between 0 and 1. Immutable. */
public final class OutcomeStratum {

    private final int[] outcomes;
    private final int exposed;
    private final int exposedSum;

    /**
     * A stratum.
     *
     * @param outcomes of all units, in hundredths; in any order
     * @param exposed how many of the units are exposed
     * @param exposedSum sum of the exposed units' outcomes, in hundredths
     */
    public OutcomeStratum(int[] outcomes, int exposed, int exposedSum) {
        this.outcomes = outcomes.clone();
        Arrays.sort(this.outcomes);
        this.exposed = exposed;
        this.exposedSum = exposedSum;
        if (exposed < 0 || exposed > outcomes.length) {
            throw new IllegalArgumentException(exposed + " of " + outcomes.length + " units can't be exposed");
        }
    }

    /** An outcome in [0, 1] as hundredths. */
    public static int hundredths(double outcome) {
        return (int) Math.round(100 * outcome);
    }

    int[] outcomes() {
        return outcomes.clone();
    }

    int exposed() {
        return exposed;
    }

    int exposedSum() {
        return exposedSum;
    }

    boolean informative() {
        return exposed > 0 && exposed < outcomes.length;
    }

    /** The exposed sum that is expected without an effect. */
    double expected() {
        return (double) exposed * Arrays.stream(outcomes).sum() / outcomes.length;
    }

    int smallestSum() {
        return Arrays.stream(outcomes, 0, exposed).sum();
    }

    int largestSum() {
        return Arrays.stream(outcomes, outcomes.length - exposed, outcomes.length)
                .sum();
    }

    /** Additions that {@link #distribution} makes, about. */
    double cost() {
        return (double) outcomes.length * exposed * (largestSum() + 1);
    }

    /**
     * The probability of each exposed sum, from {@link #smallestSum} to {@link #largestSum}, when every choice of the
     * exposed units is as likely as any other: counted by adding one unit after another (Pagano and Tritchler, J. Am.
     * Stat. Assoc. 78 (1983) 435).
     */
    double[] distribution() {
        int largest = largestSum();
        double[][] ways = new double[exposed + 1][largest + 1];
        ways[0][0] = 1;
        for (int i = 0; i < outcomes.length; i++) {
            // As shares of the choices of this many out of the units so far, so that nothing overflows.
            for (int k = Math.min(exposed, i + 1); k >= 0; k--) {
                double with = (double) k / (i + 1);
                for (int sum = largest; sum >= 0; sum--) {
                    double before = k == 0 || sum < outcomes[i] ? 0 : ways[k - 1][sum - outcomes[i]];
                    ways[k][sum] = (1 - with) * ways[k][sum] + with * before;
                }
            }
        }
        return Arrays.copyOfRange(ways[exposed], smallestSum(), largest + 1);
    }
}
