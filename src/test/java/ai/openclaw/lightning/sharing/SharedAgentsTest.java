package ai.openclaw.lightning.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose traces leave this machine: a pattern that is taken for more than it says would share what nobody wanted to. */
final class SharedAgentsTest {

    @ParameterizedTest
    @CsvSource({
        "coder, coder, true",
        "coder, coder2, false",
        "coder, Coder, false",
        "work-*, work-, true",
        "work-*, work-mail, true",
        "work-*, homework-mail, false",
        "*-bot, mail-bot, true",
        "*-bot, mail-bots, false",
        "a*b*c, axxbyyc, true",
        "a*b*c, acb, false",
        "a**, a, true",
        "c.der, coder, false",
        "(x|y), (x|y), true",
        "\\Ecoder, coder, false",
        "*, anything, true"
    })
    void include_onePattern_isAllOfTheNameWithStarsForAnyText(String pattern, String agent, boolean included) {
        assertThat(new SharedAgents(List.of(pattern)).include(agent)).isEqualTo(included);
    }

    @Test
    void include_aTraceWithoutAnAgent_onlyWhereAllAre() {
        assertThat(new SharedAgents(List.of()).include(null)).isTrue();
        assertThat(new SharedAgents(List.of("*")).include(null)).isTrue();
        assertThat(new SharedAgents(List.of("coder", "a*")).include(null)).isFalse();
        assertThat(new SharedAgents(List.of("coder", "a*")).include("another")).isTrue();
    }
}
