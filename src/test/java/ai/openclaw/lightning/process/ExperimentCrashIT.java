package ai.openclaw.lightning.process;

import ai.openclaw.lightning.Eventually;
import ai.openclaw.lightning.optimizer.run.SimulatedTraces;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An experiment on a bridge that is killed again and again knows what it would know without: to the last bit. */
class ExperimentCrashIT {

    private static final int SEED_TRACES = 150;
    private static final int KILLS = Integer.getInteger("crash.experiment.kills", 8);
    private static final int TRACES_A_ROUND = 30;
    private static final int KILL_WITHIN_MS = 600;

    @Test
    void experiment_killedAgainAndAgain_isWhatTheStoredTracesSay(@TempDir Path home) throws Exception {
        Random random = new Random(11);
        SimulatedTraces agent = new SimulatedTraces(StoredExperiment.AGENT, 6);
        JsonNode experiment = null;
        List<ObjectNode> heldBack = new ArrayList<>();
        Path database = null;
        for (int round = 0; round <= KILLS; round++) {
            try (ChildBridge bridge = ChildBridge.start(home)) {
                experiment = experiment == null ? StoredExperiment.begin(bridge, agent, SEED_TRACES) : experiment;
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
                StoredExperiment.store(bridge, events);
                if (round == KILLS) {
                    String path =
                            "/optimize/experiments/" + experiment.get("id").asText();
                    Eventually.ask(
                            () -> bridge.json(path),
                            one -> one.get("counted").asInt() == (KILLS + 1) * TRACES_A_ROUND
                                    || one.get("status").asText().equals("ended"));
                } else {
                    Thread.sleep(random.nextInt(KILL_WITHIN_MS)); // the moment does not matter, that is the point
                }
                bridge.kill();
                database = bridge.database();
            }
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database)) {
            StoredExperiment.assertIsRecomputed(
                    connection,
                    "json_extract(t.arms, '$[0].arm')",
                    experiment.get("id").asText(),
                    (KILLS + 1) * TRACES_A_ROUND);
        }
    }
}
