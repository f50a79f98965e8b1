package ai.openclaw.lightning.optimizer.run;

import static ai.openclaw.lightning.optimizer.run.VerdictSteps.seed;
import static ai.openclaw.lightning.optimizer.run.VerdictSteps.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Modes that need nobody: what was found is tried, and what held is adopted, all over HTTP. */
class AutomaticModesIT {

    private static Map<String, String> settings(String mode) {
        return Map.of("optimization.mode", mode, "optimization.automatic_tools", "select,show");
    }

    @Test
    void conservativeMode_goodRule_isTriedAndAdoptedWithoutAPerson(@TempDir Path home) throws Exception {
        try (RunningBridge bridge = new RunningBridge(home, settings("conservative"))) {
            SimulatedTraces agent = new SimulatedTraces("sql", 3);
            bridge.store(seed(agent));
            bridge.await("/optimize/experiments", one -> one.get("experiments").size() == 1);
            JsonNode guidance = bridge.json("/guidance?agent_id=sql");
            JsonNode experiment = guidance.get("experiments").get(0);
            assertThat(experiment.get("probability").asDouble()).isEqualTo(0.1);
            assertThat(bridge.json("/stats").get("optimizer").get("mode").asText())
                    .isEqualTo("conservative");
            String id = suggestionOf(bridge, experiment);
            assertThat(verdict(bridge, agent, "sql", id, 0.2, 0.8)).isEqualTo("adopted");
            assertThat(actors(bridge, id)).containsOnly("auto");
        }
    }

    /** Four agents with something to try, and three at once; evidence of 20 is not enough for one among three. */
    @Test
    void aggressiveMode_goodRules_areTriedThreeAtATimeAndAdoptedWithoutAPerson(@TempDir Path home) throws Exception {
        try (RunningBridge bridge = new RunningBridge(home, settings("aggressive"))) {
            Map<String, SimulatedTraces> agents = new TreeMap<>();
            for (String name : List.of("sql-a", "sql-b", "sql-c", "sql-d")) {
                agents.put(name, new SimulatedTraces(name, name.hashCode()));
            }
            List<ObjectNode> events = new ArrayList<>();
            for (SimulatedTraces agent : agents.values()) {
                events.addAll(seed(agent));
            }
            bridge.store(events);
            bridge.suggestionsOf(4 * VerdictSteps.SEED_TRACES);
            JsonNode trials = bridge.await("/optimize/experiments", AutomaticModesIT::threeTrials)
                    .get("experiments");
            assertThat(trials).allSatisfy(one -> {
                assertThat(one.get("probability").asDouble()).isEqualTo(0.2);
                assertThat(one.get("purpose").asText()).isEqualTo("trial");
            });
            assertThat(bridge.json("/stats").get("optimizer").get("mode").asText())
                    .isEqualTo("aggressive");
            assertThat(bridge.json("/optimize/suggestions?status=proposed").get("suggestions"))
                    .as("more could be tried, and wait")
                    .isNotEmpty();

            String name = trials.get(0).get("agent_id").asText();
            JsonNode experiment =
                    bridge.json("/guidance?agent_id=" + name).get("experiments").get(0);
            String id = suggestionOf(bridge, experiment);
            assertThat(verdict(bridge, agents.get(name), experiment, id, 0.1, 0.9))
                    .isEqualTo("adopted");
            JsonNode report =
                    bridge.json("/optimize/experiments/" + experiment.get("id").asText());
            assertThat(report.get("evidence").asDouble()).isGreaterThanOrEqualTo(60);
            assertThat(actors(bridge, id)).containsOnly("auto");
            // The next one takes its place, and no more than that.
            assertThat(threeTrials(bridge.await("/optimize/experiments", AutomaticModesIT::threeTrials)))
                    .isTrue();
        }
    }

    private static boolean threeTrials(JsonNode experiments) {
        int running = 0;
        for (JsonNode one : experiments.get("experiments")) {
            boolean trial = one.get("purpose").asText().equals("trial");
            running += trial && one.get("status").asText().equals("running") ? 1 : 0;
        }
        assertThat(running).isLessThanOrEqualTo(3);
        return running == 3;
    }

    private static String suggestionOf(RunningBridge bridge, JsonNode experiment) throws Exception {
        return bridge.json("/optimize/experiments/" + experiment.get("id").asText())
                .get("suggestions")
                .get(0)
                .asText();
    }

    /** Who changed the status of a suggestion. */
    private static List<String> actors(RunningBridge bridge, String id) throws Exception {
        List<String> actors = new ArrayList<>();
        for (JsonNode one : bridge.json("/optimize/suggestions?limit=200").get("suggestions")) {
            if (one.get("id").asText().equals(id)) {
                one.get("history")
                        .forEach(change -> actors.add(change.get("actor").asText()));
            }
        }
        return actors;
    }
}
