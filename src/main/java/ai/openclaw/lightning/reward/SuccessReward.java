package ai.openclaw.lightning.reward;

/**
 * The default: success where it is known, otherwise the reward mapped from [−1, 1] to [0, 1]. Success comes first
 * because it needs no scale.
 */
public final class SuccessReward implements RewardFunction {

    public static final String NAME = "default";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Score score(TraceSignals signals) {
        if (signals.crashed()) {
            return new Score.Crashed();
        }
        if (signals.success() != null) {
            return new Score.Known(signals.success() ? 1 : 0, signals.successSource());
        }
        if (signals.reward() != null) {
            return new Score.Known(scaled(signals.reward()), signals.rewardSource());
        }
        return new Score.Missing();
    }

    private static double scaled(double reward) {
        return Math.max(0, Math.min(1, (reward + 1) / 2));
    }
}
