package ai.openclaw.lightning.optimizer.mining;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.optimizer.stats.HashedText;
import org.junit.jupiter.api.Test;

final class TaskFamiliesTest {

    private final JoinedFamilies joined = new JoinedFamilies();

    @Test
    void messagesOfOneTemplate_areOneFamily_ofWhicheverOrder() {
        String one = joined.join("please write a short summary of ticket 17 for the weekly meeting");

        assertThat(joined.join("Please write a short summary of ticket 4711 for the weekly meeting!"))
                .isEqualTo(one);
        assertThat(joined.join("please delete the files of ticket 17 before the weekend"))
                .isNotEqualTo(one)
                .isNotNull();
    }

    @Test
    void name_dependsOnTheFirstMessageAlone() {
        joined.join("something else that came before");

        assertThat(joined.join("remind me of the dentist"))
                .isEqualTo(new TaskFamilies().join("x", HashedText.of("Remind me of the dentist.")));
    }

    /** What follows two hundred words is not looked at, and there the tasks may differ. */
    @Test
    void messagesWithoutWords_orWithTooMany_haveNone() {
        assertThat(joined.join("")).isNull();
        assertThat(joined.join("?!")).isNull();
        assertThat(joined.families.join("t", HashedText.of(null))).isNull();
        assertThat(joined.join("word ".repeat(300))).isNull();
    }
}
