package ai.openclaw.lightning.process;

import ai.openclaw.lightning.storage.postgres.PostgresServer;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A primary with a synchronous standby, killed under load again and again (kill -9) and gone for good: the standby is promoted,
 * the bridges find it by themselves, and what they had answered is there.
 */
final class FailoverIT {

    private static final int BRIDGES = 2;
    private static final int CLIENTS = 4;
    private static final int FAILOVERS = Integer.getInteger("team.failovers", 2);

    private PostgresServer primary = PostgresServer.own();
    private PostgresServer standby;

    @TempDir
    private Path homes;

    @AfterEach
    void end() {
        primary.close();
        if (standby != null) {
            standby.close();
        }
    }

    @Test
    void write_primaryLostForGood_standbyHasAllThatWasAnswered() throws Exception {
        String database = primary.newDatabase();
        standby = primary.standby();
        String both = database.replace(
                "127.0.0.1:" + primary.port(), "127.0.0.1:" + primary.port() + ",127.0.0.1:" + standby.port());
        long longestPauseMs = 0;
        try (Team team = Team.started(
                        homes,
                        BRIDGES,
                        both,
                        primary.user(),
                        primary.passwordFile(),
                        Map.of("LIGHTNING_STORAGE_DURABILITY", "full"));
                TeamLoad load = team.load(CLIENTS)) {
            for (int failover = 0; failover < FAILOVERS; failover++) {
                team.awaitMore(load, 100);
                int port = primary.port();
                primary.kill();
                long killed = System.nanoTime();
                primary.close();
                standby.promote();
                team.awaitMore(load, 1);
                longestPauseMs = Math.max(longestPauseMs, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - killed));
                primary = standby;
                standby = null;
                standby = primary.standby(port);
            }
            team.awaitMore(load, 100);
            load.stop();

            team.assertNothingIsLostOrDoubled(load, TeamRows.of(primary, database));
            System.out.printf(
                    Locale.ROOT,
                    "FailoverIT: %d primaries killed, at most %d ms until the next answer, no restart of a bridge: %d answered"
                            + " events, 0 missing, 0 doubled%n",
                    FAILOVERS,
                    longestPauseMs,
                    load.answered().size());
        }
    }
}
