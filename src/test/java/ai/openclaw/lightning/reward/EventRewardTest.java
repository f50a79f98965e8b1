package ai.openclaw.lightning.reward;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.reward.EventReward.Signals;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventRewardTest {

    @ParameterizedTest(name = "{0} value {1} tokens {2}/{3} latency {4} rating {5} -> {6}")
    @CsvSource({
        "true,,,,,, 1.0",
        "false,,,,,, -0.5",
        "true,,99,100,,, 1.1",
        "true,,100,100,,, 1.0",
        "true,,99,,,, 1.0",
        "true,,,,29999,, 1.1",
        "true,,,,30000,, 1.0",
        "true,,99,100,0,, 1.2",
        "true,,99,100,0,5, 1.6",
        "false,,99,100,0,1, -0.7",
        "true,-0.25,99,100,0,5, -0.25",
        ",0,,,,, 0.0",
        ",,,,,3, 0.0",
        ",,,,,4.5, 0.3",
        ",,99,100,5,1, -0.4",
        ",,99,100,5,,",
        ",,,,,,",
    })
    void of_signals_followsTheFormula(
            Boolean success, Double value, Long tokens, Long expected, Long latency, Double rating, Double reward) {
        assertThat(EventReward.of(new Signals(success, value, tokens, expected, latency, rating)))
                .isEqualTo(reward);
    }
}
