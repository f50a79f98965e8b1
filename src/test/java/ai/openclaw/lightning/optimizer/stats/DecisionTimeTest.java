package ai.openclaw.lightning.optimizer.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class DecisionTimeTest {

    @Test
    void decisionTime_largerEffect_isSooner_noEffect_isNever() {
        OptionalLong large = DecisionTime.median(0.5, 0.3, 2_000, new SplittableRandom(8));
        OptionalLong small = DecisionTime.median(0.5, 0.15, 2_000, new SplittableRandom(8));

        assertThat(large.orElseThrow()).isLessThan(small.orElseThrow());
        assertThat(DecisionTime.median(0.5, 0, 2_000, new SplittableRandom(8))).isEmpty();
    }
}
