package ai.openclaw.lightning.optimizer.mining;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.optimizer.stats.HashedText;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TaskFamiliesTest {

    private final TaskFamilies families = new TaskFamilies();
    private int traces;

    private String join(String message) {
        return families.join("t" + ++traces, HashedText.of(message));
    }

    private static String unlike(int i) {
        return "about" + i + " that" + i + " matter" + i;
    }

    @Test
    void messagesOfOneTemplate_areOneFamily_ofWhicheverOrder() {
        String one = join("please write a short summary of ticket 17 for the weekly meeting");

        assertThat(join("Please write a short summary of ticket 4711 for the weekly meeting!"))
                .isEqualTo(one);
        assertThat(join("please delete the files of ticket 17 before the weekend"))
                .isNotEqualTo(one)
                .isNotNull();
    }

    @Test
    void name_dependsOnTheFirstMessageAlone() {
        join("something else that came before");

        assertThat(join("remind me of the dentist"))
                .isEqualTo(new TaskFamilies().join("x", HashedText.of("Remind me of the dentist.")));
    }

    /** What follows two hundred words is not looked at, and there the tasks may differ. */
    @Test
    void messagesWithoutWords_orWithTooMany_haveNone() {
        assertThat(join("")).isNull();
        assertThat(join("?!")).isNull();
        assertThat(families.join("t", HashedText.of(null))).isNull();
        assertThat(join("word ".repeat(300))).isNull();
    }

    @Test
    void messagesThatNeverComeAgain_makeRoomForOthers_butFamiliesStay() {
        String family = join("how is the weather in Rome today");
        join("how is the weather in Oslo today");
        for (int i = 0; i < 10 * TaskFamilies.FAMILIES_MAX; i++) {
            assertThat(join(unlike(i))).isNotNull();
        }

        assertThat(families.find(HashedText.of("how is the weather in Bonn today")))
                .isEqualTo(family);
        assertThat(families.find(HashedText.of(unlike(0)))).isNull();
    }

    /** A trace that is learned once more is no second one. */
    @Test
    void sameTraceAgain_makesNoFamily() {
        HashedText message = HashedText.of("how is the weather in Rome today");
        families.join("t", message);
        families.join("t", message);
        for (int i = 0; i < TaskFamilies.FAMILIES_MAX; i++) {
            join(unlike(i));
        }

        assertThat(families.find(message)).isNull();
    }

    @Test
    void families_areBounded() {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < 2 * TaskFamilies.FAMILIES_MAX; i++) {
            names.add(join(unlike(i)));
            names.add(join(unlike(i)));
        }

        assertThat(names).hasSize(TaskFamilies.FAMILIES_MAX + 1).contains((String) null);
    }
}
