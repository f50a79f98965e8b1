package ai.openclaw.lightning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which effect of a suggestion is shown, and how long a trial would take. */
class SuggestionEffectTest {

    @TempDir
    Path folder;

    /** Nobody plans by weeks what takes a day; the page says days too. */
    @Test
    void suggestions_timeToDecide_daysBelowTwoWeeks() throws IOException {
        Map<String, String> times = Map.of("0.1", "1 day", "1.0", "7 days", "1.9", "13 days", "2.6", "3 weeks");
        for (Map.Entry<String, String> time : times.entrySet()) {
            Map<String, String> answers = new HashMap<>(CannedBridge.answers());
            answers.put(
                    "GET /optimize/suggestions",
                    CannedBridge.SUGGESTIONS.replace("decision_weeks\":2.2", "decision_weeks\":" + time.getKey()));
            assertThat(bridge().ask(answers, "suggestions", "show", "0a1b2c").out())
                    .contains("about 400 traces, which take about " + time.getValue() + System.lineSeparator());
        }
    }

    /** What a trial measured says more than what the agent did by itself. */
    @Test
    void suggestions_afterATrial_measuredEffectFirst() throws IOException {
        Map<String, String> answers = new HashMap<>(CannedBridge.answers());
        answers.put(
                "GET /optimize/suggestions",
                CannedBridge.SUGGESTIONS.replace("\"measured\":null", CannedBridge.MEASURED));
        CommandRun list = bridge().ask(answers, "suggestions");
        CommandRun show = bridge().ask(answers, "suggestions", "show", "0a1b2c");

        assertThat(list.out()).contains("+12 points").doesNotContain("+21 points");
        assertThat(show.out())
                .contains(
                        "measured    +12 points (95 %: +2.0 points to +22 points) on success over 231 traces, where the")
                .contains("seen before +21 points");
    }

    @Test
    void suggestions_savedCalls_areTheEffect() throws IOException {
        Map<String, String> answers = new HashMap<>(CannedBridge.answers());
        answers.put(
                "GET /optimize/suggestions",
                CannedBridge.SUGGESTIONS.replace(
                        "\"measured\":null",
                        CannedBridge.MEASURED.replace("goal\":\"success", "goal\":\"fewer_calls")));

        assertThat(bridge().ask(answers, "suggestions").out()).contains("-2.1 calls");
    }

    private CannedBridge bridge() {
        return new CannedBridge(folder.resolve("home"));
    }
}
