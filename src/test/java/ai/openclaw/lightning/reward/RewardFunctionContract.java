package ai.openclaw.lightning.reward;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.RewardSource;
import ai.openclaw.lightning.model.TraceStatus;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What every {@link RewardFunction} must do. */
public abstract class RewardFunctionContract {

    /** The implementation under test. */
    protected abstract RewardFunction function();

    protected static TraceSignals signals(Boolean success, Double reward, Long tokens, Long expected, Long latencyMs) {
        return new TraceSignals(
                TraceStatus.ENDED,
                false,
                success,
                success == null ? null : RewardSource.CHECKER,
                reward,
                reward == null ? null : RewardSource.CLIENT,
                tokens,
                expected,
                latencyMs);
    }

    private double value(TraceSignals signals) {
        return ((Score.Known) function().score(signals)).value();
    }

    @Test
    void name_isUsableInAConfiguration() {
        assertThat(function().name()).matches("[a-z][a-z-]*");
    }

    @Test
    void score_nothingSaid_isMissing_whateverTokensAndLatency() {
        assertThat(function().score(signals(null, null, null, null, null))).isEqualTo(new Score.Missing());
        assertThat(function().score(signals(null, null, 10L, 20L, 30L))).isEqualTo(new Score.Missing());
    }

    @Test
    void score_crash_isItsOwnClass() {
        TraceSignals crashed =
                new TraceSignals(TraceStatus.ABANDONED, true, true, RewardSource.AGENT, null, null, null, null, null);

        assertThat(function().score(crashed)).isEqualTo(new Score.Crashed());
    }

    @Test
    void score_keepsTheSource() {
        assertThat(((Score.Known) function().score(signals(true, 0.3, null, null, null))).source())
                .isEqualTo(RewardSource.CHECKER);
        assertThat(((Score.Known) function().score(signals(null, 0.3, null, null, null))).source())
                .isEqualTo(RewardSource.CLIENT);
    }

    @Test
    void score_anySignals_liesBetweenNoughtAndOne_andSuccessIsNeverWorthLess() {
        for (Double reward : Arrays.asList(null, -5.0, -1.0, -0.9, 0.0, 1.0, 1.6, 7.0)) {
            for (Long count : Arrays.asList(null, 0L, 1L, 50_000L, Long.MAX_VALUE)) {
                double failure = value(signals(false, reward, count, 100L, count));
                double success = value(signals(true, reward, count, 100L, count));
                assertThat(failure).isBetween(0.0, 1.0);
                assertThat(success).isBetween(0.0, 1.0).isGreaterThan(failure);
                if (reward != null) {
                    assertThat(value(signals(null, reward, count, 100L, count))).isBetween(0.0, 1.0);
                }
            }
        }
    }
}
