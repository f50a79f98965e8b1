package ai.openclaw.lightning.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answered means committed: the process is killed under load, twenty times, and nothing answered is missing. */
class CrashIT {

    private static final int ROUNDS = 20;
    private static final int CLIENTS = 8;

    @Test
    void write_answeredBeforeKill_isThereAfterRestart(@TempDir Path home) throws Exception {
        Random random = new Random(7);
        Set<String> answered = new HashSet<>();
        Path database = null;
        for (int round = 0; round < ROUNDS; round++) {
            try (ChildBridge bridge = ChildBridge.start(home);
                    Load load = new Load(bridge, round, CLIENTS)) {
                load.awaitAnswered(100 + random.nextInt(400));
                bridge.kill();
                answered.addAll(load.stop());
                database = bridge.database();
            }
            StoredCalls stored = StoredCalls.of(database);
            assertThat(stored.integrity()).as("round %d", round).isEqualTo("ok");
            assertThat(stored.calls()).as("round %d", round).containsAll(answered);
        }
        System.out.printf(Locale.ROOT, "CrashIT: %d kills, %d answered calls, 0 missing%n", ROUNDS, answered.size());
    }
}
