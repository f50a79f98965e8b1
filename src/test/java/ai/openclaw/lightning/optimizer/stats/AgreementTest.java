package ai.openclaw.lightning.optimizer.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class AgreementTest {

    @Test
    void of_fourPairs_isWhatItIsByHand() {
        Agreement agreement = Agreement.of(
                List.of(new double[] {0.9, 1}, new double[] {0.5, 1}, new double[] {0.5, 0}, new double[] {0.1, 0}));

        assertThat(agreement.auc()).isEqualTo((1 + 1 + 1 + 0.5) / 4);
        assertThat(agreement.meanEstimate()).isCloseTo(0.5, within(1e-12));
        assertThat(agreement.meanOutcome()).isEqualTo(0.5);
        assertThat(agreement.brier()).isCloseTo((0.01 + 0.25 + 0.25 + 0.01) / 4, within(1e-12));
        assertThat(Agreement.of(List.of(new double[] {0.9, 1})).auc()).isNull();
    }
}
