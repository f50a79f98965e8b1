package ai.openclaw.lightning.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OutcomeSignalTest {

    private static final Set<OutcomeSignal> GOOD = EnumSet.of(
            OutcomeSignal.ENDED_WELL,
            OutcomeSignal.AGENT_DONE,
            OutcomeSignal.SIGN_OF_SUCCESS,
            OutcomeSignal.USER_THANKS,
            OutcomeSignal.TESTS_PASSED,
            OutcomeSignal.COMMITTED);

    @Test
    void table_ofTheDocumentation_isThatOfTheCode() throws IOException {
        List<String> rows = Arrays.stream(OutcomeSignal.values())
                .map(OutcomeSignalTest::row)
                .toList();

        assertThat(Files.readAllLines(Path.of("docs/outcomes.md")).stream()
                        .filter(line -> line.matches("\\| `[a-z_]+` \\| −?[0-9.]+ \\|.*"))
                        .toList())
                .isEqualTo(rows);
    }

    private static String row(OutcomeSignal signal) {
        String weight = String.valueOf(signal.weight()).replace("-", "−").replaceFirst("\\.0$", "");
        return "| `" + signal.name().toLowerCase(Locale.ROOT) + "` | " + weight + " | " + signal.meaning() + " |";
    }

    @Test
    void weight_ofEachSignal_hasTheSignThatAPersonWouldGiveIt() {
        for (OutcomeSignal signal : OutcomeSignal.values()) {
            assertThat(signal.weight() > 0).as(signal.name()).isEqualTo(GOOD.contains(signal));
        }
    }

    @Test
    void logOdds_ofSignals_addUp() {
        assertThat(OutcomeSignal.logOdds(Set.of())).isEqualTo(OutcomeSignal.BASE);
        assertThat(OutcomeSignal.logOdds(Set.of(OutcomeSignal.USER_THANKS, OutcomeSignal.ABANDONED)))
                .isCloseTo(OutcomeSignal.BASE + 1.3, within(1e-9));
    }
}
