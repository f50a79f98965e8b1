package ai.openclaw.lightning.process;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.Eventually;
import ai.openclaw.lightning.TestJson;
import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.optimizer.OptimizerSettings;
import ai.openclaw.lightning.optimizer.TraceStart;
import ai.openclaw.lightning.optimizer.experiment.AdoptionRule;
import ai.openclaw.lightning.optimizer.experiment.Assignment;
import ai.openclaw.lightning.optimizer.experiment.ExperimentRun;
import ai.openclaw.lightning.optimizer.experiment.UnitOutcome;
import ai.openclaw.lightning.optimizer.experiment.Verdict;
import ai.openclaw.lightning.optimizer.mining.DecisionPointOptimizer;
import ai.openclaw.lightning.optimizer.run.SimulatedTraces;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** An experiment on simulated traces, and what the database must say of it however often bridges were killed. */
final class StoredExperiment {

    static final String AGENT = "sql";

    private StoredExperiment() {}

    private static JsonNode await(ChildBridge bridge, String path, Predicate<JsonNode> condition) throws Exception {
        return Eventually.ask(() -> bridge.json(path), condition);
    }

    static void store(ChildBridge bridge, List<ObjectNode> events) throws IOException, InterruptedException {
        ObjectNode batch = TestJson.MAPPER.createObjectNode();
        ArrayNode list = batch.putArray("events");
        events.forEach(list::add);
        var answer = bridge.post("/v1/events", batch.toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(TestJson.MAPPER.readTree(answer.body()).get("rejected")).isEmpty();
    }

    /** Starts an experiment on a rule that does nothing, and answers what clients are told of it. */
    static JsonNode begin(ChildBridge bridge, SimulatedTraces agent, int seedTraces) throws Exception {
        List<ObjectNode> events = new ArrayList<>();
        for (int i = 0; i < seedTraces; i++) {
            events.addAll(agent.trace(0.5));
        }
        store(bridge, events);
        JsonNode proposed = await(
                bridge,
                "/optimize/suggestions?status=proposed&agent_id=" + AGENT,
                answer -> answer.get("analyzed_traces").asInt() >= seedTraces
                        && !answer.get("suggestions").isEmpty());
        String id = proposed.get("suggestions").get(0).get("id").asText();
        assertThat(bridge.post("/optimize/suggestions/" + id + "/accept", "{}").statusCode())
                .isEqualTo(200);
        return bridge.json("/guidance?agent_id=" + AGENT).get("experiments").get(0);
    }

    /**
     * Checks what the optimizer keeps of it: as if somebody had just counted all units in their order.
     *
     * @param arm the SQL of a trace's first arm
     * @param units that were sent, while it has no verdict
     */
    static void assertIsRecomputed(Connection connection, String arm, String id, int units) throws Exception {
        try (Statement statement = connection.createStatement()) {
            ObjectNode stored = (ObjectNode) TestJson.MAPPER
                    .readTree(one(statement, "SELECT document FROM experiments WHERE id = '" + id + "'"))
                    .get("state");
            ExperimentRun run =
                    recomputed(statement, arm, TestJson.MAPPER.treeToValue(stored.get("plan"), Experiment.class));
            ObjectNode expected =
                    (ObjectNode) TestJson.MAPPER.readTree(TestJson.MAPPER.writeValueAsString(run.state()));
            if (verdict(run) instanceof Verdict.GoOn) {
                assertThat(stored.get("counted").asInt()).isEqualTo(units);
                assertThat(stored.get("waiting")).isEmpty();
            }
            // Once it has ended it does not matter who would be counted next.
            for (ObjectNode state : List.of(stored, expected)) {
                state.remove(List.of("waiting", "lastOrder"));
            }
            assertThat(stored).isEqualTo(expected);
            System.out.printf(Locale.ROOT, "%s units counted, evidence %s%n", stored.get("counted"), run.evidence());
        }
    }

    /**
     * What is kept of an experiment, and does not depend on when the learner looked.
     *
     * @param assignments each trace and its arm, in the order in which they are counted
     * @param experiment its plan, the evidence after each number of units, and the verdict
     */
    record Kept(List<String> assignments, JsonNode experiment) {}

    /** Without the time of its end, and without the units that were known by then and not counted. */
    static Kept kept(Connection connection, String arm, String id) throws Exception {
        try (Statement statement = connection.createStatement()) {
            List<String> assignments = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery("SELECT a.trace_id || ' ' || (" + arm
                    + ") FROM assignments a JOIN traces t ON t.trace_id = a.trace_id" + " ORDER BY a.id")) {
                while (rows.next()) {
                    assignments.add(rows.getString(1));
                }
            }
            ObjectNode experiment = (ObjectNode) TestJson.MAPPER.readTree(
                    one(statement, "SELECT document FROM experiments WHERE id = '" + id + "'"));
            experiment.remove(List.of("endedAt", "treated", "applied"));
            ((ObjectNode) experiment.get("state")).remove(List.of("waiting", "lastOrder"));
            return new Kept(assignments, experiment);
        }
    }

    /** From the stored traces alone, each unit followed by its verdict. */
    private static ExperimentRun recomputed(Statement statement, String arm, Experiment plan) throws SQLException {
        var strata = new DecisionPointOptimizer().newLearner(OptimizerSettings.DEFAULT);
        ExperimentRun run = ExperimentRun.start(plan);
        try (ResultSet rows = statement.executeQuery("""
                SELECT a.id, a.trace_id, a.assigned_at, t.task_key, t.message, t.success, ARM AS arm
                FROM assignments a JOIN traces t ON t.trace_id = a.trace_id ORDER BY a.id
                """.replace("ARM", arm))) {
            while (rows.next()) {
                String traceId = rows.getString("trace_id");
                TraceStart start =
                        new TraceStart(AGENT, null, null, rows.getString("task_key"), rows.getString("message"));
                run.assigned(new Assignment(
                        rows.getLong("id"),
                        traceId,
                        rows.getString("arm").equals("treatment"),
                        plan.probability(),
                        strata.stratum(start),
                        rows.getLong("assigned_at")));
                run.ended(
                        traceId,
                        new UnitOutcome(
                                rows.getBoolean("success") ? 1.0 : 0.0,
                                false,
                                false,
                                null,
                                Set.of("Error executing query"),
                                3));
            }
        }
        while (run.countNext()) {
            if (!(verdict(run) instanceof Verdict.GoOn)) {
                break;
            }
        }
        return run;
    }

    private static Verdict verdict(ExperimentRun run) {
        return AdoptionRule.verdicts(List.of(run)).get(run.plan().id());
    }

    private static String one(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
