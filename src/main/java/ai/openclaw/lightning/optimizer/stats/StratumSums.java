package ai.openclaw.lightning.optimizer.stats;

/**
 * What one stratum contributes to a comparison of two groups: an "exposed" one (index 1) and the "others" (index 0).
 * Outcomes lie in [0, 1]; with outcomes of 0 and 1 this is a 2×2 table.
 *
 * @param exposed number of exposed units
 * @param exposedSum sum of their outcomes
 * @param others number of other units
 * @param othersSum sum of their outcomes
 * @param squares sum of the squared outcomes of both groups (for 0/1 outcomes the sum of the outcomes)
 */
public record StratumSums(double exposed, double exposedSum, double others, double othersSum, double squares) {

    public static final StratumSums EMPTY = new StratumSums(0, 0, 0, 0, 0);

    /** Sums of many outcomes may be off by rounding dust of this size. */
    private static final double DUST = 1e-6;

    public StratumSums {
        if (!(exposed >= 0 && others >= 0)) {
            throw new IllegalArgumentException("counts must not be negative: " + exposed + ", " + others);
        }
        if (!(exposedSum >= -DUST
                && exposedSum <= exposed + DUST
                && othersSum >= -DUST
                && othersSum <= others + DUST)) {
            throw new IllegalArgumentException("outcomes must lie in [0, 1]");
        }
    }

    public StratumSums plus(boolean isExposed, double outcome) {
        double newSquares = squares + outcome * outcome;
        return isExposed
                ? new StratumSums(exposed + 1, exposedSum + outcome, others, othersSum, newSquares)
                : new StratumSums(exposed, exposedSum, others + 1, othersSum + outcome, newSquares);
    }

    public StratumSums plus(StratumSums more) {
        return new StratumSums(
                exposed + more.exposed,
                exposedSum + more.exposedSum,
                others + more.others,
                othersSum + more.othersSum,
                squares + more.squares);
    }

    public double size() {
        return exposed + others;
    }

    public double sum() {
        return exposedSum + othersSum;
    }

    /** Whether both groups are present, so that the stratum can say anything about their difference. */
    public boolean informative() {
        return exposed > 0 && others > 0;
    }
}
