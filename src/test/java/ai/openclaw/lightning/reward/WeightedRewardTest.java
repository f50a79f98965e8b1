package ai.openclaw.lightning.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.config.Config;
import ai.openclaw.lightning.config.table.RewardSection;
import ai.openclaw.lightning.model.RewardSource;
import org.junit.jupiter.api.Test;

final class WeightedRewardTest extends RewardFunctionContract {

    @Override
    protected RewardFunction function() {
        return new WeightedReward().with(new RewardWeights(2, 1, 1));
    }

    @Test
    void score_expectedTokensAndHalfLatency_areHalfOfTheirWeights() {
        assertThat(function().score(signals(true, null, 100L, 100L, 30_000L)))
                .isEqualTo(new Score.Known(0.75, RewardSource.CHECKER));
        assertThat(function().score(signals(false, null, 100L, 100L, 30_000L)))
                .isEqualTo(new Score.Known(0.25, RewardSource.CHECKER));
    }

    @Test
    void score_silentClient_isNotPunished() {
        assertThat(function().score(signals(true, null, null, null, null)))
                .isEqualTo(new Score.Known(1, RewardSource.CHECKER));
    }

    @Test
    void withoutWeights_defaultsOfTheSettings_areUsed() {
        Config defaults = Config.defaults();

        assertThat(RewardWeights.DEFAULT)
                .isEqualTo(new RewardWeights(
                        defaults.get(RewardSection.SUCCESS_WEIGHT),
                        defaults.get(RewardSection.EFFICIENCY_WEIGHT),
                        defaults.get(RewardSection.LATENCY_WEIGHT)));
        assertThat(new WeightedReward().score(signals(false, null, 100L, 100L, 30_000L)))
                .isEqualTo(new Score.Known(0.1, RewardSource.CHECKER));
    }

    @Test
    void weights_withoutSuccess_areRefused() {
        assertThatThrownBy(() -> new RewardWeights(0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RewardWeights(1, -1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RewardWeights(1, Double.NaN, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
