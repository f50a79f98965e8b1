package ai.openclaw.lightning.optimizer.stats;

/** What the estimates of rated units got wrong: the weighted sum of Y − Ŷ. */
public record EstimateErrors(long units, double sum) {

    static final EstimateErrors NONE = new EstimateErrors(0, 0);

    /** The mean; 0 without units. */
    public double mean() {
        return units == 0 ? 0 : sum / units;
    }

    EstimateErrors plus(double error) {
        return new EstimateErrors(units + 1, sum + error);
    }
}
