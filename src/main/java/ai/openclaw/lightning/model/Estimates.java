package ai.openclaw.lightning.model;

/**
 * How an agent's outcomes are estimated, and how well that agreed with the outcomes that became known later.
 *
 * @param explicit traces with an outcome that somebody gave
 * @param estimated traces without
 * @param calibrated whether estimates are adjusted to this agent
 * @param compared the latest explicit outcomes, with the estimates made before them
 * @param auc the chance that a success has a larger estimate than a failure; null while one of them is missing
 * @param brier the mean squared difference
 */
public record Estimates(
        long explicit,
        long estimated,
        boolean calibrated,
        int compared,
        Double auc,
        double meanEstimate,
        double meanOutcome,
        double brier) {

    public static final Estimates NONE = new Estimates(0, 0, false, 0, null, 0, 0, 0);
}
