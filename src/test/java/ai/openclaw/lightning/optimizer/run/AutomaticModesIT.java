package ai.openclaw.lightning.optimizer.run;

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

    /** So many traces that the bridge may begin by itself. */
    private static final int ENOUGH = Decisions.AUTOMATIC_TRACES_MIN + 10;

    private static List<ObjectNode> enough(SimulatedTraces agent) {
        List<ObjectNode> events = new ArrayList<>();
        for (int i = 0; i < ENOUGH; i++) {
            events.addAll(agent.trace(0.5));
        }
        return events;
    }

    private static Map<String, String> settings(String mode) {
        return Map.of("optimization.mode", mode, "optimization.automatic_tools", "select,show");
    }

    @Test
    void conservativeMode_goodRule_isTriedAndAdoptedWithoutAPerson(@TempDir Path home) throws Exception {
        try (RunningBridge bridge = new RunningBridge(home, settings("conservative"))) {
            SimulatedTraces agent = new SimulatedTraces("sql", 3);
            bridge.store(enough(agent));
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

    /** Seven agents with something to try, and six at once. */
    @Test
    void aggressiveMode_goodRules_areTriedSixAtATimeAndAdoptedWithoutAPerson(@TempDir Path home) throws Exception {
        try (RunningBridge bridge = new RunningBridge(home, settings("aggressive"))) {
            Map<String, SimulatedTraces> agents = new TreeMap<>();
            for (String name : List.of("sql-a", "sql-b", "sql-c", "sql-d", "sql-e", "sql-f", "sql-g")) {
                agents.put(name, new SimulatedTraces(name, name.hashCode()));
            }
            List<ObjectNode> events = new ArrayList<>();
            for (SimulatedTraces agent : agents.values()) {
                events.addAll(enough(agent));
            }
            bridge.store(events);
            bridge.suggestionsOf(7 * ENOUGH);
            JsonNode trials = bridge.await("/optimize/experiments", AutomaticModesIT::sixTrials)
                    .get("experiments");
            assertThat(trials).allSatisfy(one -> {
                assertThat(one.get("probability").asDouble()).isEqualTo(0.4);
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
            assertThat(report.get("evidence").asDouble()).isGreaterThanOrEqualTo(20);
            assertThat(actors(bridge, id)).containsOnly("auto");
            // The next one takes its place, and no more than that.
            assertThat(sixTrials(bridge.await("/optimize/experiments", AutomaticModesIT::sixTrials)))
                    .isTrue();
        }
    }

    private static boolean sixTrials(JsonNode experiments) {
        int running = 0;
        for (JsonNode one : experiments.get("experiments")) {
            boolean trial = one.get("purpose").asText().equals("trial");
            running += trial && one.get("status").asText().equals("running") ? 1 : 0;
        }
        assertThat(running).isLessThanOrEqualTo(6);
        return running == 6;
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
