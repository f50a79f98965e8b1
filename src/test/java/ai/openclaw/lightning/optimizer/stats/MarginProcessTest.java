package ai.openclaw.lightning.optimizer.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.optimizer.stats.MarginProcess.State;
import org.junit.jupiter.api.Test;

/** Evidence that an effect lies on one side of a margin. */
final class MarginProcessTest {

    @Test
    void resumed_goesOnExactly() {
        MarginProcess straight = MarginProcess.below(0.08, State.START);
        MarginProcess resumed = MarginProcess.below(0.08, State.START);
        for (int i = 0; i < 100; i++) {
            straight.bet(Wager.onOutcome(i % 2 == 0, 0.5, i % 3 == 0 ? 1 : 0, 0.4));
            resumed.bet(Wager.onOutcome(i % 2 == 0, 0.5, i % 3 == 0 ? 1 : 0, 0.4));
            resumed = MarginProcess.below(0.08, resumed.state());
        }

        assertThat(resumed.evidence()).isEqualTo(straight.evidence());
    }

    @Test
    void margin_zeroOrTooLarge_isRefused() {
        assertThatThrownBy(() -> MarginProcess.below(0, State.START)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MarginProcess.above(1, State.START)).isInstanceOf(IllegalArgumentException.class);
    }
}
