package ai.openclaw.lightning.reward;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.RewardSource;
import org.junit.jupiter.api.Test;

final class SuccessRewardTest extends RewardFunctionContract {

    @Override
    protected RewardFunction function() {
        return new SuccessReward();
    }

    @Test
    void score_rewardOnly_isScaled() {
        assertThat(function().score(signals(null, -0.5, null, null, null)))
                .isEqualTo(new Score.Known(0.25, RewardSource.CLIENT));
        assertThat(function().score(signals(null, 1.1, null, null, null)))
                .isEqualTo(new Score.Known(1, RewardSource.CLIENT));
    }

    @Test
    void score_successKnown_goesBeforeReward() {
        assertThat(function().score(signals(false, 1.0, null, null, null)))
                .isEqualTo(new Score.Known(0, RewardSource.CHECKER));
    }
}
