package ai.openclaw.lightning.optimizer.run;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.TestJson;
import ai.openclaw.lightning.optimizer.hypotheses.StandInHelper;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A whole bridge and a helper that answers well, badly or not at all. */
class HelperIT {

    private static final Logger LOG = LoggerFactory.getLogger(HelperIT.class);

    private static final int WRITES = 300;
    /** Far more than a busy machine takes, and far less than the helper's limit. */
    private static final double WRITE_MS_MAX = 10_000;

    private static final String IDEA = StandInHelper.idea("first_use", "select", "call_before", "show", "any", "c1");
    private static final String SENTENCE = "Call `show` before you call `select` for the first time.";

    static Map<String, String> with(StandInHelper helper, String... more) {
        Map<String, String> settings = new HashMap<>(Map.of("helper.url", helper.url(), "helper.model", "stand-in"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return settings;
    }

    private static JsonNode find(JsonNode suggestions, String text) {
        for (JsonNode one : suggestions.get("suggestions")) {
            if (one.get("text").asText().equals(text)) {
                return one;
            }
        }
        return null;
    }

    @Test
    void idea_ofTheHelper_isSuggested_tried_andAdoptedByItsOwnLevel(@TempDir Path home) throws Exception {
        try (StandInHelper helper = new StandInHelper((request, out) -> StandInHelper.say(out, IDEA));
                RunningBridge bridge = new RunningBridge(home, with(helper))) {
            SimulatedTraces agent = new SimulatedTraces("sql", 1);
            bridge.store(VerdictSteps.seed(agent));
            JsonNode idea = find(
                    bridge.await("/optimize/suggestions?limit=200", page -> find(page, SENTENCE) != null), SENTENCE);
            assertThat(idea.get("optimizer").asText()).isEqualTo("helper");
            assertThat(idea.get("grade").asText()).isEqualTo("hint");
            assertThat(idea.get("status").asText()).isEqualTo("proposed");
            String id = idea.get("id").asText();

            assertThat(bridge.post("/optimize/suggestions/" + id + "/accept", "{}")
                            .statusCode())
                    .isEqualTo(200);
            JsonNode experiment =
                    bridge.json("/optimize/experiments").get("experiments").get(0);
            assertThat(experiment.get("evidence_needed").asDouble()).isEqualTo(40);
            assertThat(VerdictSteps.verdict(bridge, agent, "sql", id, 0.2, 0.8)).isEqualTo("adopted");
            JsonNode ended =
                    bridge.json("/optimize/experiments/" + experiment.get("id").asText());
            assertThat(ended.get("evidence").asDouble()).isGreaterThanOrEqualTo(40);

            JsonNode figures = bridge.await(
                    "/stats",
                    stats -> stats.at("/optimizer/helper/ideas_adopted").asInt() == 1);
            assertThat(figures.at("/optimizer/helper/ideas_judged").asInt()).isEqualTo(1);
            assertThat(helper.requests().get(0)).doesNotContain("customers", "region", "no such table");
        }
    }

    /**
     * A helper that takes the question and never answers. Bridges with and without it are written to in turns, so that a
     * machine that becomes slower does so for both.
     */
    @Test
    void writes_whileTheHelperHangs_takeNoLonger(@TempDir Path home, @TempDir Path other) throws Exception {
        double[] without = new double[WRITES];
        double[] hanging = new double[WRITES];
        long closing;
        try (StandInHelper helper = StandInHelper.hanging();
                RunningBridge alone = seeded(home, Map.of());
                RunningBridge asking = seeded(other, with(helper, "helper.timeout_s", "600"))) {
            SimulatedTraces agent = SimulatedTraces.after(VerdictSteps.SEED_TRACES, "sql", 2);
            // Counted while it hangs, although no trace ends meanwhile.
            asking.await(
                    "/stats", stats -> stats.at("/optimizer/helper/calls_today").asInt() == 1);
            for (int i = 0; i < WRITES; i++) {
                ObjectNode batch = TestJson.MAPPER.createObjectNode();
                agent.trace(0.5).forEach(batch.putArray("events")::add);
                without[i] = millisecondsToWrite(alone, batch);
                hanging[i] = millisecondsToWrite(asking, batch);
            }
            asking.suggestionsOf(VerdictSteps.SEED_TRACES + WRITES); // runs do not wait either
            assertThat(helper.connections()).as("it hangs").isEqualTo(1);
            closing = System.nanoTime();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - closing)).isLessThan(Duration.ofSeconds(8));
        Arrays.sort(without);
        Arrays.sort(hanging);
        int half = WRITES / 2;
        int most = WRITES * 95 / 100;
        LOG.info("median write {} ms with a helper that hangs, {} ms without one", hanging[half], without[half]);
        assertThat(hanging[half]).isLessThan(2 * without[half] + 2);
        assertThat(hanging[most]).isLessThan(2 * without[most] + 10);
        assertThat(hanging[WRITES - 1]).as("nothing waits for the helper").isLessThan(WRITE_MS_MAX);
    }

    /** A bridge that has learned enough to ask a helper. */
    private static RunningBridge seeded(Path home, Map<String, String> settings) throws Exception {
        RunningBridge bridge = new RunningBridge(home, settings);
        bridge.store(VerdictSteps.seed(new SimulatedTraces("sql", 1)));
        bridge.suggestionsOf(VerdictSteps.SEED_TRACES);
        return bridge;
    }

    private static double millisecondsToWrite(RunningBridge bridge, ObjectNode batch) throws Exception {
        long began = System.nanoTime();
        assertThat(bridge.post("/v1/events", batch.toString()).statusCode()).isEqualTo(200);
        return (System.nanoTime() - began) / 1e6;
    }
}
