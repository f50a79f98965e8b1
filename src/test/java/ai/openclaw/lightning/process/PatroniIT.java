package ai.openclaw.lightning.process;

import ai.openclaw.lightning.storage.postgres.PatroniCluster;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bridges on three servers under Patroni, whose primary is killed under load again and again: a standby takes over without
 * anybody's help, and what was answered is there.
 */
final class PatroniIT {

    private static final int BRIDGES = 2;
    private static final int CLIENTS = 4;
    private static final int KILLS = Integer.getInteger("team.patroni.kills", 1);

    @Test
    void write_primaryKilled_goesOnWithoutAnybodysHelp(@TempDir Path homes) throws Exception {
        long longestPauseMs = 0;
        try (PatroniCluster cluster = PatroniCluster.started()) {
            String database = cluster.newDatabase();
            try (Team team = Team.started(
                            homes,
                            BRIDGES,
                            database,
                            cluster.user(),
                            cluster.passwordFile(),
                            Map.of("LIGHTNING_STORAGE_DURABILITY", "full"));
                    TeamLoad load = team.load(CLIENTS)) {
                for (int kill = 0; kill < KILLS; kill++) {
                    cluster.awaitStandby();
                    team.awaitMore(load, 100);
                    int killed = cluster.killLeader();
                    long began = System.nanoTime();
                    team.awaitMore(load, 1);
                    longestPauseMs = Math.max(longestPauseMs, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
                    cluster.startNode(killed);
                }
                team.awaitMore(load, 100);
                load.stop();

                try (Connection connection = cluster.connect("lightning")) {
                    team.assertNothingIsLostOrDoubled(load, TeamRows.of(connection));
                }
                System.out.printf(
                        Locale.ROOT,
                        "PatroniIT: %d primaries killed, at most %d ms until the next answer, no restart of a bridge: %d"
                                + " answered events, 0 missing, 0 doubled%n",
                        KILLS,
                        longestPauseMs,
                        load.answered().size());
            }
        }
    }
}
