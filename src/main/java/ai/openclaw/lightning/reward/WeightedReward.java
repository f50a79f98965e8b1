package ai.openclaw.lightning.reward;

/**
 * Success, sparing use of tokens and speed, weighted. A part of which nothing is known drops out and the others share its
 * weight, so that a silent client is not punished; without success or reward there is no score at all.
 */
public final class WeightedReward implements RewardFunction {

    public static final String NAME = "weighted";

    /** At this latency the speed part is one half. */
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
