package ai.openclaw.lightning.optimizer.stats;

import java.util.List;

/**
 * Turns a score into the probability that it stands for: 1/(1 + exp(−(shift + slope · score))), fitted to known outcomes
 * by logistic regression (Platt, "Probabilistic outputs for support vector machines", Advances in Large Margin
 * Classifiers, 1999). Shift and slope are drawn towards 0 and 1 as if by normal priors of standard deviation 1 and 0.5,
 * so that a few outcomes change little. Found by Newton's method; the sum of log-likelihood and priors is concave.
 */
public record Recalibration(double shift, double slope) {

    /** The score is the logarithm of the odds. */
    public static final Recalibration NONE = new Recalibration(0, 1);

    private static final double SHIFT_PRECISION = 1;
    private static final double SLOPE_PRECISION = 4;
    private static final int STEPS = 20;

    /** A score, and the outcome in [0, 1] that followed. */
    public record Known(double score, double outcome) {}

    /** Fitted to these. */
    public static Recalibration of(List<Known> known) {
        double shift = 0;
        double slope = 1;
        for (int step = 0; step < STEPS; step++) {
            double gradientShift = -SHIFT_PRECISION * shift;
            double gradientSlope = -SLOPE_PRECISION * (slope - 1);
            double shifts = SHIFT_PRECISION;
            double slopes = SLOPE_PRECISION;
            double both = 0;
            for (Known one : known) {
                double p = logistic(shift + slope * one.score);
                double error = one.outcome - p;
                double weight = p * (1 - p);
                gradientShift += error;
                gradientSlope += error * one.score;
                shifts += weight;
                slopes += weight * one.score * one.score;
                both += weight * one.score;
            }
            double determinant = shifts * slopes - both * both;
            shift += (slopes * gradientShift - both * gradientSlope) / determinant;
            slope += (shifts * gradientSlope - both * gradientShift) / determinant;
        }
        return new Recalibration(shift, slope);
    }

    /** The probability that the score stands for. */
    public double probability(double score) {
        return logistic(shift + slope * score);
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
