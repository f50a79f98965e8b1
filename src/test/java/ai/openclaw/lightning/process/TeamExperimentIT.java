package ai.openclaw.lightning.process;

import ai.openclaw.lightning.Eventually;
import ai.openclaw.lightning.optimizer.run.SimulatedTraces;
import ai.openclaw.lightning.storage.postgres.PostgresServer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An experiment of a team whose learner is killed again and again, each time in the middle: the next one knows what the first
 * would have known, to the last bit.
 */
final class TeamExperimentIT {

    private static final int BRIDGES = 3;
    private static final int SEED_TRACES = 150;
    private static final int KILLS = Integer.getInteger("team.experiment.kills", 2);
    private static final int TRACES_A_ROUND = 30;
    private static final int KILL_WITHIN_MS = 1_500;

    private final PostgresServer server = PostgresServer.own();
    private final String database = server.newDatabase();
    private final Random random = new Random(11);
    private final SimulatedTraces agent = new SimulatedTraces(StoredExperiment.AGENT, 6);

    @TempDir
    private Path homes;

    @AfterEach
    void end() {
        server.close();
    }

    @Test
    void experiment_learnerKilledAgainAndAgain_isWhatTheStoredTracesSay() throws Exception {
        try (Team team = Team.started(homes, BRIDGES, database, server.user(), server.passwordFile(), Map.of())) {
            JsonNode experiment = StoredExperiment.begin(team.get(team.learner()), agent, SEED_TRACES);
            String id = experiment.get("id").asText();
            List<ObjectNode> heldBack = new ArrayList<>();
            for (int round = 0; round <= KILLS; round++) {
                heldBack = sendTraces(team, experiment, heldBack, round == KILLS);
                if (round < KILLS) {
                    Thread.sleep(random.nextInt(KILL_WITHIN_MS)); // the moment does not matter, that is the point
                    int learner = team.learner();
                    ChildBridge killed = team.get(learner);
                    killed.kill();
                    killed.close();
                    team.start(learner);
                }
            }
            int units = (KILLS + 1) * TRACES_A_ROUND;
            Eventually.ask(
                    () -> team.get(team.learner()).json("/optimize/experiments/" + id),
                    one -> one.get("counted").asInt() == units
                            || one.get("status").asText().equals("ended"));
            try (Connection connection = server.connect(database)) {
                StoredExperiment.assertIsRecomputed(connection, "t.arms::json -> 0 ->> 'arm'", id, units);
            }
            System.out.printf(
                    Locale.ROOT,
                    "TeamExperimentIT: %d bridges, the learner killed %d times, %d units sent, each counted once%n",
                    BRIDGES,
                    KILLS,
                    units);
        }
    }

    /** Through all bridges; returns the ends that come only after the next kill and hold up those behind them until then. */
    private List<ObjectNode> sendTraces(Team team, JsonNode experiment, List<ObjectNode> heldBack, boolean last)
            throws Exception {
        List<ObjectNode> ends = new ArrayList<>(heldBack);
        List<ObjectNode> late = new ArrayList<>();
        for (int i = 0; i < TRACES_A_ROUND; i++) {
            List<ObjectNode> trace = agent.trace(experiment, 0.5, 0.5);
            ObjectNode end = trace.remove(trace.size() - 1);
            StoredExperiment.store(team.get(random.nextInt(BRIDGES)), trace);
            (i % 10 == 5 && !last ? late : ends).add(end);
        }
        for (ObjectNode end : ends) {
            StoredExperiment.store(team.get(random.nextInt(BRIDGES)), List.of(end));
        }
        return late;
    }
}
