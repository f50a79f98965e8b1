package ai.openclaw.lightning.optimizer.stats;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Selects which of many findings to believe, so that on average at most a share q of those believed is false. */
public final class Multiplicity {

    private Multiplicity() {}

    /**
     * Benjamini and Hochberg, J. R. Statist. Soc. B 57 (1995) 289.
     *
     * @param pValues one for every tested hypothesis, including the uninteresting ones
     * @return for each, in the order given, whether it is rejected
     */
    public static boolean[] benjaminiHochberg(double[] pValues, double q) {
        double[] sorted = pValues.clone();
        Arrays.sort(sorted);
        double limit = -1;
        for (int i = 0; i < sorted.length; i++) {
            if (sorted[i] <= q * (i + 1) / sorted.length) {
                limit = sorted[i];
            }
        }
        boolean[] rejected = new boolean[pValues.length];
        for (int i = 0; i < pValues.length; i++) {
            rejected[i] = pValues[i] <= limit;
        }
        return rejected;
    }

    /**
     * The same for e-values, valid under any dependence between them: Wang and Ramdas, J. R. Statist. Soc. B 84 (2022)
     * 822. The k largest are taken, for the largest k whose smallest member is at least K/(q·k).
     *
     * @param eValues one for each of the K running experiments
     */
    public static boolean[] eBenjaminiHochberg(double[] eValues, double q) {
        int count = eValues.length;
        int[] descending = IntStream.range(0, count)
                .boxed()
                .sorted((a, b) -> Double.compare(eValues[b], eValues[a]))
                .mapToInt(Integer::intValue)
                .toArray();
        int taken = 0;
        for (int k = 1; k <= count; k++) {
            // 1/q · K/k, written so that q = 0.05 and one experiment give exactly 20.
            if (eValues[descending[k - 1]] * q * k >= count * (1 - 1e-12)) {
                taken = k;
            }
        }
        boolean[] rejected = new boolean[count];
        for (int k = 0; k < taken; k++) {
            rejected[descending[k]] = true;
        }
        return rejected;
    }
}
