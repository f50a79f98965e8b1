package ai.openclaw.lightning.reward;

/**
 * Success, sparing use of tokens and speed, weighted. A part of which nothing is known drops out and the others share its
 * weight, so that a silent client is not punished; without success or reward there is no score at all.
 */
public final class WeightedReward implements RewardFunction {

    public static final String NAME = "weighted";

    private static final double DEFAULT_SUCCESS = 0.8;
    private static final double DEFAULT_EFFICIENCY = 0.1;
    private static final double DEFAULT_LATENCY = 0.1;

    /** At this latency the speed part is one half. */
    private static final double LATENCY_HALF_MS = 30_000;

    private final RewardFunction base = new SuccessReward();
    private final double successWeight;
    private final double efficiencyWeight;
    private final double latencyWeight;

    /** With the default weights: 0.8, 0.1, 0.1. */
    public WeightedReward() {
        this(DEFAULT_SUCCESS, DEFAULT_EFFICIENCY, DEFAULT_LATENCY);
    }

    /** With weights of any scale, not negative, the first positive: they are divided by their sum. */
    public WeightedReward(double successWeight, double efficiencyWeight, double latencyWeight) {
        if (!(successWeight > 0 && efficiencyWeight >= 0 && latencyWeight >= 0)
                || !Double.isFinite(successWeight + efficiencyWeight + latencyWeight)) {
            throw new IllegalArgumentException("weights: success > 0, efficiency and latency ≥ 0, finite");
        }
        this.successWeight = successWeight;
        this.efficiencyWeight = efficiencyWeight;
        this.latencyWeight = latencyWeight;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Score score(TraceSignals signals) {
        Score outcome = base.score(signals);
        if (!(outcome instanceof Score.Known known)) {
            return outcome;
        }
        double sum = successWeight * known.value();
        double weights = successWeight;
        if (signals.tokensUsed() != null && signals.expectedTokens() != null && signals.expectedTokens() > 0) {
            double ratio = (double) signals.tokensUsed() / signals.expectedTokens();
            sum += efficiencyWeight / (1 + Math.max(0, ratio));
            weights += efficiencyWeight;
        }
        if (signals.latencyMs() != null) {
            sum += latencyWeight / (1 + Math.max(0, signals.latencyMs()) / LATENCY_HALF_MS);
            weights += latencyWeight;
        }
        return new Score.Known(Math.max(0, Math.min(1, sum / weights)), known.source());
    }
}
