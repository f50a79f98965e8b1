package ai.openclaw.lightning.optimizer.stats;

/**
 * What rules usually bring, in units of the outcome. An estimate from few traces is often large and seldom true, so it is
 * drawn towards what is usual, the more the less is known (the normal model of Efron and Morris, JASA 70 (1975) 311).
 *
 * @param mean of the gains that experiments measured
 * @param spread the standard deviation of true gains
 */
public record GainPrior(double mean, double spread) {

    /** As long as no experiment has ended: one rule in twenty brings more than ten points either way. */
    public static final GainPrior NOTHING_TRIED = new GainPrior(0, 0.05);

    /** So many rules without any gain are supposed to have been measured already. */
    private static final double SUPPOSED = 4;

    /** Of a 95 % interval, as effects come with. */
    private static final double Z = 1.959964;

    /** Of an 80 % interval: what only orders ideas needs no more, and a surer one would leave nothing to try for weeks. */
    private static final double Z_CAUTIOUS = 1.281552;

    /** After so many experiments with this sum of measured gains. */
    public static GainPrior after(long experiments, double sumOfGains) {
        return new GainPrior(sumOfGains / (SUPPOSED + experiments), NOTHING_TRIED.spread);
    }

    /**
     * The lower end of the 80 % interval of the gain, after it was drawn towards the mean.
     *
     * @param effect with its 95 % interval
     * @param reach the share of all traces that the effect concerns
     */
    public double lowerBound(RiskDifference effect, double reach) {
        double error = reach * (effect.high() - effect.low()) / (2 * Z);
        if (!(error > 0)) {
            return 0; // nothing is known
        }
        double precision = 1 / (error * error);
        double usual = 1 / (spread * spread);
        double drawn = (reach * effect.estimate() * precision + mean * usual) / (precision + usual);
        return drawn - Z_CAUTIOUS / Math.sqrt(precision + usual);
    }
}
