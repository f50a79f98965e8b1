package ai.openclaw.lightning.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM under load: what was answered is stored, and the database is closed cleanly. */
class ShutdownIT {

    @Test
    void sigterm_underLoad_losesNothingAnsweredAndLeavesNoLog(@TempDir Path home) throws Exception {
        for (int round = 0; round < 3; round++) {
            try (ChildBridge bridge = ChildBridge.start(home);
                    Load load = new Load(bridge, round, 8)) {
                load.awaitAnswered(500);
                int exit = bridge.terminate();
                load.close();
                assertThat(exit).as(bridge.output()).isIn(0, 143);
                Path database = bridge.database();
                assertThat(database.resolveSibling("traces.db-wal")).doesNotExist();
                assertThat(database.resolveSibling("traces.db-shm")).doesNotExist();
                assertThat(home.resolve("bridge.port")).doesNotExist();
                StoredCalls stored = StoredCalls.of(database);
                assertThat(stored.integrity()).isEqualTo("ok");
                assertThat(stored.calls()).containsAll(load.answered());
            }
        }
    }
}
