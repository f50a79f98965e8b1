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
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An experiment on a bridge that is killed again and again knows what it would know without: to the last bit. */
class ExperimentCrashIT {

    private static final String AGENT = "sql";
    private static final int SEED_TRACES = 150;
    private static final int KILLS = Integer.getInteger("crash.experiment.kills", 8);
    private static final int TRACES_A_ROUND = 30;
    private static final int KILL_WITHIN_MS = 600;

    private static JsonNode await(ChildBridge bridge, String path, Predicate<JsonNode> condition) throws Exception {
        return Eventually.ask(() -> bridge.json(path), condition);
    }

    private static void store(ChildBridge bridge, List<ObjectNode> events) throws IOException, InterruptedException {
        ObjectNode batch = TestJson.MAPPER.createObjectNode();
        ArrayNode list = batch.putArray("events");
        events.forEach(list::add);
        var answer = bridge.post("/v1/events", batch.toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(TestJson.MAPPER.readTree(answer.body()).get("rejected")).isEmpty();
    }

    /** Starts an experiment on a rule that does nothing, and answers what clients are told of it. */
    private static JsonNode begin(ChildBridge bridge, SimulatedTraces agent) throws Exception {
        List<ObjectNode> events = new ArrayList<>();
        for (int i = 0; i < SEED_TRACES; i++) {
            events.addAll(agent.trace(0.5));
        }
        store(bridge, events);
        JsonNode proposed = await(
                bridge,
                "/optimize/suggestions?status=proposed&agent_id=" + AGENT,
                answer -> answer.get("analyzed_traces").asInt() >= SEED_TRACES
                        && !answer.get("suggestions").isEmpty());
        String id = proposed.get("suggestions").get(0).get("id").asText();
        assertThat(bridge.post("/optimize/suggestions/" + id + "/accept", "{}").statusCode())
                .isEqualTo(200);
        return bridge.json("/guidance?agent_id=" + AGENT).get("experiments").get(0);
    }

    @Test
    void experiment_killedAgainAndAgain_isWhatTheStoredTracesSay(@TempDir Path home) throws Exception {
        Random random = new Random(11);
        SimulatedTraces agent = new SimulatedTraces(AGENT, 6);
        JsonNode experiment = null;
        List<ObjectNode> heldBack = new ArrayList<>();
        Path database = null;
        for (int round = 0; round <= KILLS; round++) {
            try (ChildBridge bridge = ChildBridge.start(home)) {
                experiment = experiment == null ? begin(bridge, agent) : experiment;
                List<ObjectNode> events = new ArrayList<>();
                List<ObjectNode> ends = new ArrayList<>(heldBack);
                heldBack.clear();
                for (int i = 0; i < TRACES_A_ROUND; i++) {
                    List<ObjectNode> trace = agent.trace(experiment, 0.5, 0.5);
                    ObjectNode end = trace.remove(trace.size() - 1);
                    events.addAll(trace);
                    // One in ten ends only after the next start of the bridge, and until then holds up those behind it.
                    boolean late = i % 10 == 5 && round < KILLS;
                    (late ? heldBack : ends).add(end);
                }
                events.addAll(ends);
                store(bridge, events);
                if (round == KILLS) {
                    await(
                            bridge,
                            "/optimize/experiments/" + experiment.get("id").asText(),
                            one -> one.get("counted").asInt() == (KILLS + 1) * TRACES_A_ROUND
                                    || one.get("status").asText().equals("ended"));
                } else {
                    Thread.sleep(random.nextInt(KILL_WITHIN_MS)); // the moment does not matter, that is the point
                }
                bridge.kill();
                database = bridge.database();
            }
        }
        assertStoredIsRecomputed(database, experiment.get("id").asText());
    }

    private static void assertStoredIsRecomputed(Path database, String id) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            ObjectNode stored = (ObjectNode) TestJson.MAPPER
                    .readTree(one(statement, "SELECT document FROM experiments WHERE id = '" + id + "'"))
                    .get("state");
            ExperimentRun run =
                    recomputed(statement, TestJson.MAPPER.treeToValue(stored.get("plan"), Experiment.class));
            ObjectNode expected =
                    (ObjectNode) TestJson.MAPPER.readTree(TestJson.MAPPER.writeValueAsString(run.state()));
            if (run.verdict() instanceof Verdict.GoOn) {
                assertThat(stored.get("counted").asInt()).isEqualTo((KILLS + 1) * TRACES_A_ROUND);
                assertThat(stored.get("waiting")).isEmpty();
            }
            // Once it has ended it does not matter who would be counted next.
            for (ObjectNode state : List.of(stored, expected)) {
                state.remove(List.of("waiting", "lastOrder"));
            }
            assertThat(stored).isEqualTo(expected);
            System.out.printf(
                    Locale.ROOT,
                    "ExperimentCrashIT: %d kills, %s units counted, evidence %s%n",
                    KILLS,
                    stored.get("counted"),
                    run.evidence());
        }
    }

    /** From the stored traces alone, each unit followed by its verdict. */
    private static ExperimentRun recomputed(Statement statement, Experiment plan) throws SQLException {
        var strata = new DecisionPointOptimizer().newLearner(OptimizerSettings.DEFAULT);
        ExperimentRun run = ExperimentRun.start(plan);
        try (ResultSet rows = statement.executeQuery("""
                SELECT a.id, a.trace_id, a.assigned_at, t.task_key, t.message, t.success,
                  json_extract(t.arms, '$[0].arm') AS arm
                FROM assignments a JOIN traces t ON t.trace_id = a.trace_id ORDER BY a.id
                """)) {
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
                                (double) rows.getInt("success"),
                                false,
                                false,
                                null,
                                Set.of("Error executing query"),
                                3));
            }
        }
        while (run.countNext()) {
            if (!(AdoptionRule.verdicts(List.of(run)).get(plan.id()) instanceof Verdict.GoOn)) {
                break;
            }
        }
        return run;
    }

    private static String one(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
