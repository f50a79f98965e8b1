package ai.openclaw.lightning.optimizer.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TextRidgeTest {

    /** Two texts without a common word, outcomes 1 and 0: the solution is 0.5 ± 0.5 · 1/(1 + penalty). */
    @Test
    void ridge_orthogonalTexts_hasTheClosedSolution() {
        List<HashedText> texts = List.of(HashedText.of("alpha"), HashedText.of("omega"));
        TextRidge ridge = TextRidge.fit(texts, new double[] {1, 0});

        assertThat(ridge.predict(texts.get(0))).isCloseTo(0.75, within(1e-9));
        assertThat(ridge.predict(texts.get(1))).isCloseTo(0.25, within(1e-9));
        assertThat(ridge.predict(HashedText.of(null))).isCloseTo(0.5, within(1e-9));
    }
}
