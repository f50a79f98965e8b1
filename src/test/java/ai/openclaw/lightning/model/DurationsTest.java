package ai.openclaw.lightning.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "9, 9",
        "11, 10",
        "12, 12",
        "99, 80",
        "100, 100",
        "149, 120",
        "150, 150",
        "7_999, 6_000",
        "61_000, 60_000"
    })
    void of_duration_isRoundedDownToItsStep(String ms, String step) {
        assertThat(Durations.of(number(ms)).counts()).isEqualTo(Map.of(number(step), 1L));
    }

    @Test
    void plus_whatCancelsOut_isNothing() {
        Durations both = Durations.of(30).plus(Durations.of(5)).plus(Durations.of(33));

        assertThat(both.counts()).isEqualTo(Map.of(30L, 2L, 5L, 1L));
        assertThat(both.plus(Durations.of(31).negated()).counts()).isEqualTo(Map.of(30L, 1L, 5L, 1L));
        assertThat(both.plus(both.negated())).isEqualTo(Durations.NONE);
    }

    private static long number(String text) {
        return Long.parseLong(text.replace("_", ""));
    }
}
