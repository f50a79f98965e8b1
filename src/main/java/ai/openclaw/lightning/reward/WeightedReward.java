package ai.openclaw.lightning.reward;

/**
 * The weighted sum of success, token efficiency and speed. An unknown part drops out and the others share its weight,
 * so that a client that reports little is not punished. Without success or reward there is no score.
 */
public final class WeightedReward implements RewardFunction {

    public static final String NAME = "weighted";

    /** The latency at which the speed part is one half. */
    private static final double LATENCY_HALF_MS = 30_000;

    private final RewardFunction base = new SuccessReward();
    private final RewardWeights weights;

    /** With the default weights. */
    public WeightedReward() {
        this(RewardWeights.DEFAULT);
    }

    private WeightedReward(RewardWeights weights) {
        this.weights = weights;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public RewardFunction with(RewardWeights chosen) {
        return new WeightedReward(chosen);
    }

    @Override
    public Score score(TraceSignals signals) {
        Score outcome = base.score(signals);
        if (!(outcome instanceof Score.Known known)) {
            return outcome;
        }
        double sum = weights.success() * known.value();
        double total = weights.success();
        if (signals.tokensUsed() != null && signals.expectedTokens() != null && signals.expectedTokens() > 0) {
            double ratio = (double) signals.tokensUsed() / signals.expectedTokens();
            sum += weights.efficiency() / (1 + Math.max(0, ratio));
            total += weights.efficiency();
        }
        if (signals.latencyMs() != null) {
            sum += weights.latency() / (1 + Math.max(0, signals.latencyMs()) / LATENCY_HALF_MS);
            total += weights.latency();
        }
        return new Score.Known(Math.max(0, Math.min(1, sum / total)), known.source());
    }
}
