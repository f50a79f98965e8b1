package ai.openclaw.lightning.cli.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PastTimeTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "30s, 2026-11-22T11:59:30Z",
        "90m, 2026-11-22T10:30:00Z",
        "12h, 2026-11-22T00:00:00Z",
        "7d, 2026-11-15T12:00:00Z",
        "7D, 2026-11-15T12:00:00Z",
        "0s, 2026-11-22T12:00:00Z",
        "2026-11-20, 2026-11-19T23:00:00Z",
        "2026-07-20, 2026-07-19T22:00:00Z",
        "2026-11-20T15:04, 2026-11-20T14:04:00Z",
        "2026-11-20T15:04:05, 2026-11-20T14:04:05Z",
        "2026-11-20T15:04:05Z, 2026-11-20T15:04:05Z",
        "2026-11-20T15:04:05.678Z, 2026-11-20T15:04:05.678Z",
        "2026-11-20T15:04:05+02:00, 2026-11-20T13:04:05Z"
    })
    void parse_everyForm_itsTime(String text, Instant time) {
        assertThat(PastTime.parse("--since", text, NOW, BERLIN)).isEqualTo(time.toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "7",
                "7w",
                "-7d",
                "1234567d",
                "2026-13-01",
                "2026-02-30",
                "2026-11-20 15:04",
                "2026-11-20T25:00",
                "2026-11-20T15:04Zulu",
                "+999999999-01-01"
            })
    void parse_anythingElse_refusedWithTheForms(String text) {
        assertThatThrownBy(() -> PastTime.parse("--older-than", text, NOW, BERLIN))
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessage("--older-than: \"" + text
                        + "\" is not a time; write 90m, 12h, 7d, 2026-11-22, 2026-11-22T08:00 or 2026-11-22T08:00:00Z");
    }
}
