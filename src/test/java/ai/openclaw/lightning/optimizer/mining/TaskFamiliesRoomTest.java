package ai.openclaw.lightning.optimizer.mining;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.optimizer.stats.HashedText;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How many families there may be, and what makes room for others. */
final class TaskFamiliesRoomTest {

    private final JoinedFamilies joined = new JoinedFamilies();

    private static String unlike(int i) {
        return "about" + i + " that" + i + " matter" + i;
    }

    @Test
    void messagesThatNeverComeAgain_makeRoomForOthers_butFamiliesStay() {
        String family = joined.join("how is the weather in Rome today");
        joined.join("how is the weather in Oslo today");
        for (int i = 0; i < 10 * TaskFamilies.FAMILIES_MAX; i++) {
            assertThat(joined.join(unlike(i))).isNotNull();
        }

        assertThat(joined.families.find(HashedText.of("how is the weather in Bonn today")))
                .isEqualTo(family);
        assertThat(joined.families.find(HashedText.of(unlike(0)))).isNull();
    }

    /** A trace that is learned once more is no second one. */
    @Test
    void sameTraceAgain_makesNoFamily() {
        HashedText message = HashedText.of("how is the weather in Rome today");
        joined.families.join("t", message);
        joined.families.join("t", message);
        for (int i = 0; i < TaskFamilies.FAMILIES_MAX; i++) {
            joined.join(unlike(i));
        }

        assertThat(joined.families.find(message)).isNull();
    }

    @Test
    void families_areBounded() {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < 2 * TaskFamilies.FAMILIES_MAX; i++) {
            names.add(joined.join(unlike(i)));
            names.add(joined.join(unlike(i)));
        }

        assertThat(names).hasSize(TaskFamilies.FAMILIES_MAX + 1).contains((String) null);
    }
}
