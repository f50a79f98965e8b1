package ai.openclaw.lightning.reward;

/**
 * How much each part of a reward counts, on any scale.
 *
 * @param success positive
 * @param efficiency of using few of the expected tokens; not negative
 * @param latency of speed; not negative
 */
public record RewardWeights(double success, double efficiency, double latency) {

    public static final RewardWeights DEFAULT = new RewardWeights(0.8, 0.1, 0.1);

    public RewardWeights {
        if (!(success > 0 && efficiency >= 0 && latency >= 0) || !Double.isFinite(success + efficiency + latency)) {
            throw new IllegalArgumentException("weights: success > 0, efficiency and latency ≥ 0, finite");
        }
    }
}
