package ai.openclaw.lightning.optimizer.stats;

/**
 * How a unit seems to have gone, judged by signals, and how far off that was where somebody said how it went.
 *
 * @param estimate within the bounds of {@link RatedBlocks#bounded}; never made from what was said
 * @param error what was said minus the estimate; null where nobody said anything
 * @param chance of being asked, relative to others, from {@link RatedBlocks#CHANCE_MIN} to 1
 * @param asked whether it was
 */
public record EstimatedOutcome(double estimate, Double error, double chance, boolean asked) {

    public EstimatedOutcome {
        if (estimate != RatedBlocks.bounded(estimate) || !(chance >= RatedBlocks.CHANCE_MIN && chance <= 1)) {
            throw new IllegalArgumentException("not an estimate and its chance: " + estimate + ", " + chance);
        }
        if (error != null && !(Math.abs(error) <= 1 - RatedBlocks.ESTIMATE_MIN)) {
            throw new IllegalArgumentException("outcomes lie in [0, 1], so no error is this large: " + error);
        }
    }

    /**
     * One that nobody was asked about yet. The least certain are asked about most often, which is where a rating tells most.
     *
     * @param estimate in [0, 1]
     * @param outcome in [0, 1]; null where nobody said anything
     */
    public static EstimatedOutcome of(double estimate, Double outcome) {
        double bounded = RatedBlocks.bounded(estimate);
        double chance = RatedBlocks.CHANCE_MIN + (1 - RatedBlocks.CHANCE_MIN) * 4 * bounded * (1 - bounded);
        return new EstimatedOutcome(bounded, outcome == null ? null : Double.valueOf(outcome - bounded), chance, false);
    }

    /** The same after somebody was asked. */
    public EstimatedOutcome whenAsked() {
        return new EstimatedOutcome(estimate, error, chance, true);
    }
}
