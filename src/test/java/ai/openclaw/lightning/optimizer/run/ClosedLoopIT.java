package ai.openclaw.lightning.optimizer.run;

import static ai.openclaw.lightning.optimizer.run.VerdictSteps.proposal;
import static ai.openclaw.lightning.optimizer.run.VerdictSteps.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.TestJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From traces to a proposal, through an experiment on further traces, to its verdict; all over HTTP. */
class ClosedLoopIT {

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
            JsonNode measured =
                    bridge.json("/optimize/suggestions?status=adopted").at("/suggestions/0/measured");
            assertThat(measured.at("/effect/estimate").asDouble()).isGreaterThan(0.3);
            assertThat(bridge.json("/optimize/experiments/"
                                    + measured.get("experiment_id").asText())
                            .get("counted"))
                    .isEqualTo(measured.get("counted"));
            JsonNode guidance = bridge.json("/guidance?agent_id=sql");
            assertThat(guidance.get("experiments").get(0).get("probability").asDouble())
                    .isEqualTo(0.92);
            JsonNode start = TestJson.MAPPER.readTree(
                    bridge.post("/session/start", "{\"agent_id\":\"sql\"}").body());
            assertThat(start.get("guidance").get("arms")).hasSize(1);
        }
    }

    @Test
    void harmfulRule_accepted_isStopped(@TempDir Path home) throws Exception {
        try (RunningBridge bridge = new RunningBridge(home, Map.of())) {
            SimulatedTraces agent = new SimulatedTraces("sql", 2);
            String id = proposal(bridge, agent, "sql");
            bridge.post("/optimize/suggestions/" + id + "/accept", "{\"mode\":\"experiment\"}");
            assertThat(verdict(bridge, agent, "sql", id, 0.7, 0.2))
                    .as("that it harms, or that it does not help: which comes first hangs on the arms that were drawn")
                    .isIn("rolled_back", "refuted");
            assertThat(bridge.json("/guidance?agent_id=sql").get("experiments")).isEmpty();
        }
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
