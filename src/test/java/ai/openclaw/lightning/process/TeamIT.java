package ai.openclaw.lightning.process;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.Eventually;
import ai.openclaw.lightning.storage.postgres.PostgresServer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three bridges on one database, clients that go to any of them with the same sessions and traces. Bridges are killed, and the
 * server is: nothing that was answered is lost or doubled. {@code load-tests/team.sh} does it twenty times.
 */
final class TeamIT {

    private static final int BRIDGES = 3;
    private static final int CLIENTS = 6;
    private static final int ROUNDS = Integer.getInteger("team.rounds", 4);
    private static final Duration ANSWERS_MAX = Duration.ofSeconds(60);

    private final PostgresServer server = PostgresServer.own();
    private final String database = server.newDatabase();
    private final AtomicReferenceArray<ChildBridge> bridges = new AtomicReferenceArray<>(BRIDGES);

    @TempDir
    private Path homes;

    @AfterEach
    void end() throws IOException {
        for (int i = 0; i < BRIDGES; i++) {
            if (bridges.get(i) != null) {
                bridges.get(i).close();
            }
        }
        server.close();
    }

    private void start(int bridge) throws Exception {
        bridges.set(
                bridge,
                ChildBridge.start(
                        homes.resolve("bridge" + bridge),
                        Map.of(
                                "LIGHTNING_STORAGE_TYPE",
                                "postgres",
                                "LIGHTNING_STORAGE_POSTGRES_URL",
                                database,
                                "LIGHTNING_STORAGE_POSTGRES_USER",
                                server.user(),
                                "LIGHTNING_STORAGE_POSTGRES_PASSWORD_FILE",
                                server.passwordFile().toString())));
    }

    @Test
    void write_bridgesAndServerKilled_nothingAnsweredIsLostOrDoubled() throws Exception {
        Random random = new Random(11);
        for (int bridge = 0; bridge < BRIDGES; bridge++) {
            start(bridge);
        }
        long longestPauseMs = 0;
        try (TeamLoad load = new TeamLoad(bridges, CLIENTS)) {
            awaitMore(load, 200);
            for (int round = 0; round < ROUNDS; round++) {
                int victim = random.nextInt(BRIDGES);
                ChildBridge killed = bridges.get(victim);
                killed.kill();
                awaitMore(load, 50); // through the others
                killed.close();
                start(victim);
                awaitMore(load, 50);
            }
            server.stop();
            long stopped = System.nanoTime();
            Eventually.until(ANSWERS_MAX, () -> "no bridge refused", () -> load.refused() > 0);
            Thread.sleep(2_000);
            server.start();
            awaitMore(load, 50);
            longestPauseMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - stopped);
            load.stop();

            TeamRows stored = TeamRows.of(server, database);
            assertThat(new HashSet<>(stored.rows())).as("doubled").hasSameSizeAs(stored.rows());
            assertThat(without(load.answered(), stored.rows())).as("missing").isEmpty();
            assertThat(without(new HashSet<>(stored.rows()), load.sent()))
                    .as("never sent")
                    .isEmpty();
            assertThat(stored.wrongFigures()).isEmpty();
            assertEachSays(stored.figures());
            System.out.printf(
                    Locale.ROOT,
                    "TeamIT: %d bridges, %d kills, 1 stop of PostgreSQL (%d ms until 50 more answers): %d answered events,"
                            + " %d of them sent again, 0 missing, 0 doubled, /stats of each equal to the rows%n",
                    BRIDGES,
                    ROUNDS,
                    longestPauseMs,
                    load.answered().size(),
                    load.repeated());
        }
    }

    private void awaitMore(TeamLoad load, int count) throws Exception {
        int from = load.answered().size();
        Eventually.until(
                ANSWERS_MAX,
                () -> "only " + (load.answered().size() - from) + " answers, " + load.refused() + " refused:\n"
                        + outputs(),
                () -> load.answered().size() >= from + count || !load.isComplete());
        assertThat(load.isComplete()).as("all clients understand their answers").isTrue();
    }

    private String outputs() {
        List<String> outputs = new ArrayList<>();
        for (int i = 0; i < BRIDGES; i++) {
            outputs.add(bridges.get(i).output());
        }
        return String.join("\n", outputs);
    }

    private void assertEachSays(List<String> figures) throws Exception {
        for (int i = 0; i < BRIDGES; i++) {
            ChildBridge bridge = bridges.get(i);
            Eventually.until(
                    Duration.ofSeconds(20),
                    () -> bridge.json("/stats") + " is not " + figures,
                    () -> says(bridge.json("/stats"), figures));
        }
    }

    private static boolean says(JsonNode stats, List<String> figures) {
        return figures.stream().allMatch(figure -> {
            String pointer = figure.substring(0, figure.indexOf(' '));
            return figure.equals(pointer + " " + stats.at(pointer).asText());
        });
    }

    private static Set<String> without(Set<String> rows, Iterable<String> others) {
        Set<String> rest = new HashSet<>(rows);
        others.forEach(rest::remove);
        return rest;
    }
}
