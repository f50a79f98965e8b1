package ai.openclaw.lightning.writer;

import static ai.openclaw.lightning.writer.Batches.call;
import static ai.openclaw.lightning.writer.Batches.reward;
import static ai.openclaw.lightning.writer.Batches.start;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.RewardSource;
import ai.openclaw.lightning.model.Written;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is sent again is stored once, and answered as the first time. */
final class ResentEventsTest {

    private final Batches batches = new Batches();

    @Test
    void write_callIdAgain_isStoredOnceAndAnsweredAlike() {
        Written first = batches.write(call("t", null, 1, "c")).get(0);
        Written again = batches.write(call("t", null, 1, "c")).get(0);

        assertThat(first.duplicate()).isFalse();
        assertThat(again.duplicate()).isTrue();
        assertThat(again.toolCount()).isEqualTo(first.toolCount()).isEqualTo(1);
        assertThat(batches.detail("t").calls()).hasSize(1);
    }

    @Test
    void write_callIdTwiceInOneBatch_isStoredOnce() {
        List<Written> written = batches.write(call("t", null, 1, "c"), call("t", null, 1, "c"));

        assertThat(written).extracting(Written::duplicate).containsExactly(false, true);
        assertThat(batches.trace("t").toolCount()).isEqualTo(1);
    }

    @Test
    void write_callWithoutId_isStoredEachTime() {
        batches.write(call("t", null, 1, null));
        batches.write(call("t", null, 1, null));

        assertThat(batches.trace("t").toolCount()).isEqualTo(2);
    }

    @Test
    void write_rewardIdAgain_isStoredOnceAndAnsweredAlike() {
        Written first = batches.write(reward("t", null, 1, "r", RewardSource.USER, true))
                .get(0);
        Written again = batches.write(reward("t", null, 1, "r", RewardSource.USER, true))
                .get(0);

        assertThat(again.duplicate()).isTrue();
        assertThat(again.reward()).isEqualTo(first.reward()).isEqualTo(1.0);
        assertThat(batches.detail("t").rewards()).hasSize(1);
    }

    @Test
    void write_startAgain_isADuplicateThatKeepsWhatIsKnown() {
        assertThat(batches.write(start("t", "s", 10)).get(0).duplicate()).isFalse();
        assertThat(batches.write(start("t", "s", 5)).get(0).duplicate()).isTrue();

        assertThat(batches.trace("t").startTime()).isEqualTo(10);
    }
}
