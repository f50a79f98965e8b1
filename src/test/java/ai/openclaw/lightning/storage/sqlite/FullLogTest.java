package ai.openclaw.lightning.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How often a commit tries to start a full log over. */
final class FullLogTest {

    private final FullLog log = new FullLog();
    private int tries;

    /** Starts over at that try; 0: never. */
    private boolean startsOverAt(int success) {
        tries = 0;
        return log.startsOver(() -> ++tries == success);
    }

    @Test
    void startsOver_readerEndsSoon_waitsForIt() {
        assertThat(startsOverAt(15)).isTrue();
        assertThat(tries).isEqualTo(15);
    }

    @Test
    void startsOver_readerNeverEnds_keepsOnlyTheFirstCommitWaiting() {
        assertThat(startsOverAt(0)).isFalse();
        assertThat(tries).isGreaterThan(15);
        assertThat(startsOverAt(0)).isFalse();
        assertThat(tries).isEqualTo(1);
        assertThat(startsOverAt(1)).as("it has ended").isTrue();
        assertThat(startsOverAt(15)).as("another reader").isTrue();
    }
}
