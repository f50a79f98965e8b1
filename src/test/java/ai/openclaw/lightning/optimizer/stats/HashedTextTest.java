package ai.openclaw.lightning.optimizer.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HashedTextTest {

    @Test
    void hashedText_countsWordsAndPairs() {
        HashedText text = HashedText.of("Buy, buy BUY!");

        assertThat(text.size()).isEqualTo(2);
        assertThat(text.countAt(0) + text.countAt(1)).isEqualTo(5);
    }
}
