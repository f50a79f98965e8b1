package ai.openclaw.lightning.optimizer.run;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.TestJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From traces to a proposal, through an experiment on further traces, to its verdict; all over HTTP. */
class ClosedLoopIT {

    private static final int SEED_TRACES = 150;

    /** Of an experiment on a strong effect; with a tenth treated a hundred or two are usual. */
    private static final int TRACES_MAX = 1_500;

    private static String proposal(RunningBridge bridge, SimulatedTraces agent, String name) throws Exception {
        List<ObjectNode> events = new ArrayList<>();
        for (int i = 0; i < SEED_TRACES; i++) {
            events.addAll(agent.trace(0.5));
        }
        bridge.store(events);
        bridge.suggestionsOf(SEED_TRACES);
        JsonNode best = bridge.json("/optimize/suggestions?status=proposed&agent_id=" + name)
                .get("suggestions")
                .get(0);
        assertThat(best.get("text").asText()).contains("`select`", "`show`");
        return best.get("id").asText();
    }

    private static String status(RunningBridge bridge, String id) throws Exception {
        for (JsonNode one : bridge.json("/optimize/suggestions?limit=200").get("suggestions")) {
            if (one.get("id").asText().equals(id)) {
                return one.get("status").asText();
            }
        }
        return "unknown";
    }

    /** Feeds traces until the suggestion has another status. */
    private static String verdict(
            RunningBridge bridge, SimulatedTraces agent, String name, String id, double control, double treatment)
            throws Exception {
        JsonNode experiment =
                bridge.json("/guidance?agent_id=" + name).get("experiments").get(0);
        return verdict(bridge, agent, experiment, id, control, treatment);
    }

    /** Feeds traces of one experiment until its suggestion has another status. */
    private static String verdict(
            RunningBridge bridge,
            SimulatedTraces agent,
            JsonNode experiment,
            String id,
            double control,
            double treatment)
            throws Exception {
        String path = "/optimize/experiments/" + experiment.get("id").asText();
        for (int fed = 0; fed < TRACES_MAX && status(bridge, id).equals("in_experiment"); fed += 60) {
            List<ObjectNode> events = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                events.addAll(agent.trace(experiment, control, treatment));
            }
            bridge.store(events);
            int expected = fed + 60;
            bridge.await(
                    path,
                    one -> one.get("counted").asInt() >= expected
                            || !one.get("status").asText().equals("running"));
        }
        return status(bridge, id);
    }

    @Test
    void goodRule_accepted_isAdoptedAndToldToMostTraces(@TempDir Path home) throws Exception {
        try (RunningBridge bridge = new RunningBridge(home, Map.of())) {
            SimulatedTraces agent = new SimulatedTraces("sql", 1);
            String id = proposal(bridge, agent, "sql");
            assertThat(bridge.post("/optimize/suggestions/" + id + "/accept", "{\"note\":\"try\"}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(bridge.post("/optimize/suggestions/" + id + "/accept", "{}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(bridge.post("/optimize/suggestions/" + id + "/reject", "{}")
                            .statusCode())
                    .isEqualTo(409);
            assertThat(bridge.post("/optimize/suggestions/none/accept", "{}").statusCode())
                    .isEqualTo(404);

            assertThat(verdict(bridge, agent, "sql", id, 0.2, 0.8)).isEqualTo("adopted");
            JsonNode guidance = bridge.json("/guidance?agent_id=sql");
            assertThat(guidance.get("experiments").get(0).get("probability").asDouble())
                    .isEqualTo(0.92);
            JsonNode start = TestJson.MAPPER.readTree(
                    bridge.post("/session/start", "{\"agent_id\":\"sql\"}").body());
            assertThat(start.get("guidance").get("arms")).hasSize(1);
        }
    }

    @Test
    void harmfulRule_accepted_isRolledBack(@TempDir Path home) throws Exception {
        try (RunningBridge bridge = new RunningBridge(home, Map.of())) {
            SimulatedTraces agent = new SimulatedTraces("sql", 2);
            String id = proposal(bridge, agent, "sql");
            bridge.post("/optimize/suggestions/" + id + "/accept", "{\"mode\":\"experiment\"}");
            assertThat(verdict(bridge, agent, "sql", id, 0.7, 0.2)).isEqualTo("rolled_back");
            assertThat(bridge.json("/guidance?agent_id=sql").get("experiments")).isEmpty();
        }
    }

    @Test
    void conservativeMode_goodRule_isTriedAndAdoptedWithoutAPerson(@TempDir Path home) throws Exception {
        try (RunningBridge bridge = new RunningBridge(home, Map.of("optimization.mode", "conservative"))) {
            SimulatedTraces agent = new SimulatedTraces("sql", 3);
            List<ObjectNode> events = new ArrayList<>();
            for (int i = 0; i < SEED_TRACES; i++) {
                events.addAll(agent.trace(0.5));
            }
            bridge.store(events);
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
        try (RunningBridge bridge = new RunningBridge(home, Map.of("optimization.mode", "aggressive"))) {
            Map<String, SimulatedTraces> agents = new TreeMap<>();
            for (String name : List.of("sql-a", "sql-b", "sql-c", "sql-d")) {
                agents.put(name, new SimulatedTraces(name, name.hashCode()));
            }
            List<ObjectNode> events = new ArrayList<>();
            for (SimulatedTraces agent : agents.values()) {
                for (int i = 0; i < SEED_TRACES; i++) {
                    events.addAll(agent.trace(0.5));
                }
            }
            bridge.store(events);
            bridge.suggestionsOf(4 * SEED_TRACES);
            JsonNode trials = bridge.await("/optimize/experiments", ClosedLoopIT::threeTrials)
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
            assertThat(threeTrials(bridge.await("/optimize/experiments", ClosedLoopIT::threeTrials)))
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

    @Test
    void wrongArm_sent_isRefused(@TempDir Path home) throws Exception {
        try (RunningBridge bridge = new RunningBridge(home, Map.of())) {
            SimulatedTraces agent = new SimulatedTraces("sql", 4);
            String id = proposal(bridge, agent, "sql");
            bridge.post("/optimize/suggestions/" + id + "/accept", "{\"mode\":\"canary\"}");
            JsonNode experiment =
                    bridge.json("/guidance?agent_id=sql").get("experiments").get(0);
            ObjectNode start = agent.trace(experiment, 0, 0).get(0);
            ObjectNode arm = (ObjectNode) start.get("arms").get(0);
            arm.put("arm", arm.get("arm").asText().equals("control") ? "treatment" : "control");
            var answer = bridge.post("/session/start", start.toString());
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(TestJson.MAPPER.readTree(answer.body()).get("field").asText())
                    .isEqualTo("arms");
            JsonNode batch = TestJson.MAPPER.readTree(
                    bridge.post("/v1/events", "{\"events\":[" + start + "]}").body());
            assertThat(batch.get("rejected").get(0).get("field").asText()).isEqualTo("arms");
        }
    }

    /** Half of an experiment, a restart, the other half: as if nothing had been. */
    @Test
    void experiment_restartedInTheMiddle_goesOnExactly(@TempDir Path home, @TempDir Path other) throws Exception {
        JsonNode straight = experiment(other, false);
        JsonNode restarted = experiment(home, true);
        for (String field : List.of("counted", "missing", "waiting", "control", "treatment", "status")) {
            assertThat(restarted.get(field)).as(field).isEqualTo(straight.get(field));
        }
        for (String field : List.of("evidence", "harm_evidence", "effect")) {
            assertThat(restarted.get(field)).as(field).isEqualTo(straight.get(field));
        }
    }

    private static JsonNode experiment(Path home, boolean restart) throws Exception {
        SimulatedTraces agent = new SimulatedTraces("sql", 5);
        RunningBridge bridge = new RunningBridge(home, Map.of());
        try {
            String id = proposal(bridge, agent, "sql");
            bridge.post("/optimize/suggestions/" + id + "/accept", "{}");
            JsonNode drawn =
                    bridge.json("/guidance?agent_id=sql").get("experiments").get(0);
            String path = "/optimize/experiments/" + drawn.get("id").asText();
            feed(bridge, agent, drawn, 0, 20);
            if (restart) {
                bridge.close();
                bridge = new RunningBridge(home, Map.of());
            }
            feed(bridge, agent, drawn, 20, 40);
            return bridge.await(path, one -> one.get("counted").asInt() == 40);
        } finally {
            bridge.close();
        }
    }

    /** Arms alternate, whatever the random key of the experiment draws: traces of the other arm are left out. */
    private static void feed(RunningBridge bridge, SimulatedTraces agent, JsonNode drawn, int from, int to)
            throws Exception {
        List<ObjectNode> events = new ArrayList<>();
        int fed = from;
        while (fed < to) {
            List<ObjectNode> trace = agent.trace(drawn, 1, 1);
            String arm = trace.get(0).get("arms").get(0).get("arm").asText();
            if (arm.equals(fed % 2 == 0 ? "control" : "treatment")) {
                trace.get(0).put("task_key", "task-" + fed % 5);
                trace.get(trace.size() - 1).put("success", fed % 3 != 0);
                events.addAll(trace);
                fed++;
            }
        }
        bridge.store(events);
    }
}
