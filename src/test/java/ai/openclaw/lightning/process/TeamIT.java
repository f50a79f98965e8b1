package ai.openclaw.lightning.process;

import ai.openclaw.lightning.Eventually;
import ai.openclaw.lightning.storage.postgres.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three bridges on one database, clients that go to any of them with the same sessions and traces. Bridges are killed, and the
 * server is (kill -9): nothing that was answered is lost or doubled. {@code load-tests/team.sh} does it twenty times.
 */
final class TeamIT {

    private static final int BRIDGES = 3;
    private static final int CLIENTS = 6;
    private static final int ROUNDS = Integer.getInteger("team.rounds", 4);

    /** Of these rounds one kills the server. */
    private static final int SERVER_EVERY = 4;

    private static final Duration REFUSAL_MAX = Duration.ofMinutes(3);

    private final PostgresServer server = PostgresServer.own();
    private final String database = server.newDatabase();

    @TempDir
    private Path homes;

    @AfterEach
    void end() {
        server.close();
    }

    @Test
    void write_bridgesAndServerKilled_nothingAnsweredIsLostOrDoubled() throws Exception {
        Random random = new Random(11);
        long longestPauseMs = 0;
        int serverKills = 0;
        try (Team team = Team.started(homes, BRIDGES, database, server.user(), server.passwordFile(), Map.of());
                TeamLoad load = team.load(CLIENTS)) {
            team.awaitMore(load, 200);
            for (int round = 0; round < ROUNDS; round++) {
                if (round % SERVER_EVERY == SERVER_EVERY - 1) {
                    longestPauseMs = Math.max(longestPauseMs, killServer(team, load));
                    serverKills++;
                } else {
                    int victim = random.nextInt(BRIDGES);
                    ChildBridge killed = team.get(victim);
                    killed.kill();
                    team.awaitMore(load, 50); // through the others
                    killed.close();
                    team.start(victim);
                    team.awaitMore(load, 50);
                }
            }
            load.stop();

            team.assertNothingIsLostOrDoubled(load, TeamRows.of(server, database));
            System.out.printf(
                    Locale.ROOT,
                    "TeamIT: %d bridges, %d bridge kills, %d kills of PostgreSQL (2 s down, at most %d ms until 50 more"
                            + " answers): %d answered events, %d of them sent again, 0 missing, 0 doubled, /stats of each equal"
                            + " to the rows%n",
                    BRIDGES,
                    ROUNDS - serverKills,
                    serverKills,
                    longestPauseMs,
                    load.answered().size(),
                    load.repeated());
        }
    }

    /** Milliseconds from the kill to 50 more answers, two seconds of it down. */
    private long killServer(Team team, TeamLoad load) throws Exception {
        int refused = load.refused();
        server.kill();
        long killed = System.nanoTime();
        Eventually.until(REFUSAL_MAX, () -> "no bridge refused", () -> load.refused() > refused);
        Thread.sleep(2_000);
        server.start();
        team.awaitMore(load, 50);
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - killed);
    }
}
