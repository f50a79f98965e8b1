package ai.openclaw.lightning.reward;

import ai.openclaw.lightning.model.RewardSource;
import ai.openclaw.lightning.model.TraceStatus;
import java.util.Objects;

/**
 * Everything known about the outcome of a trace. Unknown references are null.
 *
 * @param status {@code ended} or {@code abandoned}
 * @param crashed whether the agent crashed, which is a class of failure of its own
 * @param success the newest value of the most trusted source that gave one
 * @param successSource who gave it; null without one
 * @param reward the newest reward of the most trusted source that gave one, in [−0.9, 1.6] by the formula of a reward
 *     event or in [−1, 1] where the client gave a value
 * @param rewardSource who gave it; null without one
 * @param tokensUsed by the whole trace
 * @param expectedTokens what the client expected
 * @param latencyMs of the whole trace
 */
public record TraceSignals(
        TraceStatus status,
        boolean crashed,
        Boolean success,
        RewardSource successSource,
        Double reward,
        RewardSource rewardSource,
        Long tokensUsed,
        Long expectedTokens,
        Long latencyMs) {

    public TraceSignals {
        Objects.requireNonNull(status, "status");
        if ((success == null) != (successSource == null) || (reward == null) != (rewardSource == null)) {
            throw new IllegalArgumentException("a value has a source, and no source is without a value");
        }
    }
}
