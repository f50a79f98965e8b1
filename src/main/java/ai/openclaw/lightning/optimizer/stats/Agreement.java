package ai.openclaw.lightning.optimizer.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * How well estimates agree with the outcomes that became known later.
 *
 * @param pairs compared
 * @param auc the chance that of a success and a failure the success has the larger estimate, ties counting one half
 *     (Mann and Whitney, Ann. Math. Statist. 18 (1947) 50); null while one of them is missing
 * @param brier the mean squared difference (Brier, Mon. Weather Rev. 78 (1950) 1)
 */
public record Agreement(int pairs, Double auc, double meanEstimate, double meanOutcome, double brier) {

    private static final double SUCCESS = 0.5;

    /**
     * Compares them.
     *
     * @param pairs of an estimate and its outcome, both in [0, 1]
     */
    public static Agreement of(List<double[]> pairs) {
        double estimates = 0;
        double outcomes = 0;
        double squares = 0;
        for (double[] pair : pairs) {
            estimates += pair[0];
            outcomes += pair[1];
            squares += (pair[0] - pair[1]) * (pair[0] - pair[1]);
        }
        int n = Math.max(1, pairs.size());
        return new Agreement(pairs.size(), auc(pairs), estimates / n, outcomes / n, squares / n);
    }

    private static Double auc(List<double[]> pairs) {
        double[][] sorted = pairs.toArray(double[][]::new);
        Arrays.sort(sorted, Comparator.comparingDouble(pair -> pair[0]));
        double ranks = 0;
        long successes = 0;
        for (int from = 0; from < sorted.length; ) {
            int to = from;
            int good = 0;
            while (to < sorted.length && sorted[to][0] == sorted[from][0]) {
                good += sorted[to][1] >= SUCCESS ? 1 : 0;
                to++;
            }
            ranks += good * (from + 1 + to) / 2.0;
            successes += good;
            from = to;
        }
        long failures = sorted.length - successes;
        return successes == 0 || failures == 0
                ? null
                : Double.valueOf((ranks - successes * (successes + 1) / 2.0) / ((double) successes * failures));
    }
}
