package ai.openclaw.lightning.process;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.Eventually;
import ai.openclaw.lightning.optimizer.run.SimulatedTraces;
import ai.openclaw.lightning.process.StoredExperiment.Kept;
import ai.openclaw.lightning.storage.postgres.PostgresServer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An experiment of a team whose learner is killed again and again, each time in the middle, and the same experiment with the same
 * traces left alone: the database keeps the same of both, to the last bit.
 */
final class TeamExperimentIT {

    private static final int BRIDGES = 3;
    private static final int SEED_TRACES = 150;
    private static final int KILLS = Integer.getInteger("team.experiment.kills", 2);
    private static final int UNITS = 270;
    private static final int KILL_WITHIN_MS = 1_500;

    /** The learner rests after each piece of work, the longer the busier the machine is. */
    private static final Duration COUNTED_MAX = Duration.ofMinutes(5);

    /** So much better that the verdict is due after most of the kills. */
    private static final double CONTROL = 0.35;

    private static final double TREATMENT = 0.65;

    /** Instead of a random one, so that the arms and the verdict are those of each run of this test. */
    private static final String KEY = "0123456789abcdef0123456789abcdef";

    private final PostgresServer server = PostgresServer.own();
    private final Random moments = new Random(11);

    @TempDir
    private Path homes;

    @AfterEach
    void end() {
        server.close();
    }

    /**
     * What is sent before a kill.
     *
     * @param begun traces without their ends
     * @param ends in the order in which they come, each after the traces
     */
    private record Round(List<List<ObjectNode>> begun, List<ObjectNode> ends) {}

    @Test
    void experiment_learnerKilledAgainAndAgain_isThatOfARunWithoutKills() throws Exception {
        String disturbed = server.newDatabase();
        String id = begin(disturbed);
        String undisturbed = server.copy(disturbed);
        List<Round> rounds = rounds(id);

        Kept expected = play(undisturbed, id, rounds, 0);
        Kept kept = play(disturbed, id, rounds, KILLS);

        assertThat(kept.assignments()).hasSize(UNITS).isEqualTo(expected.assignments());
        assertThat(kept.experiment()).isEqualTo(expected.experiment());
        assertThat(kept.experiment().get("status").asText()).isEqualTo("ENDED");
        System.out.printf(
                Locale.ROOT,
                "TeamExperimentIT: %d bridges, the learner killed %d times, %d assignments, %d e-values and the verdict after %d"
                        + " units as without kills: %s%n",
                BRIDGES,
                KILLS,
                UNITS,
                kept.experiment().get("history").size(),
                kept.experiment().at("/state/counted").asInt(),
                kept.experiment().get("reason").asText());
    }

    private Team team(String database, String name) throws Exception {
        Path folder = Files.createDirectory(homes.resolve(name));
        return Team.started(folder, BRIDGES, database, server.user(), server.passwordFile(), Map.of());
    }

    /** Up to where nothing is assigned yet; returns the id of the experiment. No bridge runs any more. */
    private String begin(String database) throws Exception {
        JsonNode experiment;
        try (Team team = team(database, "begins")) {
            SimulatedTraces agent = new SimulatedTraces(StoredExperiment.AGENT, 6);
            experiment = StoredExperiment.begin(team.get(team.learner()), agent, SEED_TRACES);
        }
        String key = experiment.get("key").asText();
        server.execute(database, "UPDATE experiments SET document = replace(document, '" + key + "', '" + KEY + "')");
        return experiment.get("id").asText();
    }

    /** One trace in ten ends only after the next kill, and until then holds up those behind it. */
    private static List<Round> rounds(String id) {
        SimulatedTraces agent = SimulatedTraces.after(SEED_TRACES, StoredExperiment.AGENT, 6);
        List<Round> rounds = new ArrayList<>();
        List<ObjectNode> late = List.of();
        for (int round = 0; round <= KILLS; round++) {
            List<List<ObjectNode>> begun = new ArrayList<>();
            List<ObjectNode> ends = new ArrayList<>(late);
            late = new ArrayList<>();
            for (int i = UNITS * round / (KILLS + 1); i < UNITS * (round + 1) / (KILLS + 1); i++) {
                List<ObjectNode> trace = agent.trace(id, KEY, 0.5, CONTROL, TREATMENT);
                ObjectNode end = trace.remove(trace.size() - 1);
                begun.add(trace);
                (i % 10 == 5 && round < KILLS ? late : ends).add(end);
            }
            rounds.add(new Round(begun, ends));
        }
        return rounds;
    }

    /** Through all bridges, the learner killed after each of the first rounds at a moment of its work. */
    private Kept play(String database, String id, List<Round> rounds, int kills) throws Exception {
        try (Team team = team(database, kills + " kills")) {
            for (int round = 0; round < rounds.size(); round++) {
                send(team, rounds.get(round));
                if (round < kills) {
                    Thread.sleep(moments.nextInt(KILL_WITHIN_MS)); // the moment does not matter, that is the point
                    int learner = team.learner();
                    team.get(learner).kill();
                    team.get(learner).close();
                    team.start(learner);
                }
            }
            Eventually.ask(
                    COUNTED_MAX,
                    () -> team.get(team.learner()).json("/optimize/experiments/" + id),
                    one -> one.get("counted").asInt() == UNITS
                            || one.get("status").asText().equals("ended"));
            try (Connection connection = server.connect(database)) {
                String arm = "t.arms::json -> 0 ->> 'arm'";
                StoredExperiment.assertIsRecomputed(connection, arm, id, UNITS);
                return StoredExperiment.kept(connection, arm, id);
            }
        }
    }

    private static void send(Team team, Round round) throws Exception {
        int request = 0;
        for (List<ObjectNode> trace : round.begun()) {
            StoredExperiment.store(team.get(request++ % BRIDGES), trace);
        }
        for (ObjectNode end : round.ends()) {
            StoredExperiment.store(team.get(request++ % BRIDGES), List.of(end));
        }
    }
}
