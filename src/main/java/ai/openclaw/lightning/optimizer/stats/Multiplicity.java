package ai.openclaw.lightning.optimizer.stats;

import java.util.Arrays;

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
     * The same for e-values, valid under any dependence between them: the closed e-BH of Xu, Fischer and Ramdas, "Bringing
     * closure to FDR control" (2025), arXiv 2504.11759. It takes all that the e-BH of Wang and Ramdas takes, and more where
     * others come close. The k largest are taken, for the largest k for which the mean of any set of e-values, a of them among
     * these k, is at least a/(q·k).
     *
     * @param eValues one for each of the K running experiments
     */
    public static boolean[] closedEBenjaminiHochberg(double[] eValues, double q) {
        double[] ascending = eValues.clone();
        Arrays.sort(ascending);
        int taken = eValues.length;
        while (taken > 0 && !mayBeTaken(taken, ascending, q)) {
            taken--;
        }
        boolean[] rejected = new boolean[eValues.length];
        for (int i = 0; taken > 0 && i < rejected.length; i++) {
            rejected[i] = eValues[i] >= ascending[ascending.length - taken];
        }
        return rejected;
    }

    /** Only sets of the smallest of those to be taken, and of the smallest of the others, have to be looked at. */
    private static boolean mayBeTaken(int k, double[] ascending, double q) {
        int others = ascending.length - k;
        double sumOfTaken = 0;
        for (int a = 1; a <= k; a++) {
            sumOfTaken += ascending[others + a - 1];
            double sum = sumOfTaken;
            for (int b = 0; b <= others; b++) {
                sum += b == 0 ? 0 : ascending[b - 1];
                // Written so that q = 0.05 and one experiment give exactly 20.
                if (sum * q * k < a * (a + b) * (1 - 1e-12)) {
                    return false;
                }
            }
        }
        return true;
    }
}
