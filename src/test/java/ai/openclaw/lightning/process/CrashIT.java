package ai.openclaw.lightning.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process is killed under load, again and again. Nothing that was answered is missing, nothing is there that was never
 * sent, and the figures are those of the rows. {@code load-tests/crash.sh} does the same two hundred times.
 */
class CrashIT {

    private static final int ROUNDS = Integer.getInteger("crash.rounds", 20);
    private static final int CLIENTS = 8;

    @Test
    void write_answeredBeforeKill_isThereAfterRestart(@TempDir Path home) throws Exception {
        Random random = new Random(7);
        Set<String> sent = new HashSet<>();
        Set<String> answered = new HashSet<>();
        Path database = null;
        for (int round = 0; round < ROUNDS; round++) {
            try (ChildBridge bridge = ChildBridge.start(home);
                    Load load = new Load(bridge, round, CLIENTS)) {
                load.awaitAnswered(100 + random.nextInt(400));
                bridge.kill();
                answered.addAll(load.stop());
                sent.addAll(load.sent());
                database = bridge.database();
            }
            StoredCalls stored = StoredCalls.of(database);
            assertThat(stored.integrity()).as("round %d", round).isEqualTo("ok");
            assertThat(without(answered, stored.calls()))
                    .as("missing in round %d", round)
                    .isEmpty();
            assertThat(without(stored.calls(), sent))
                    .as("never sent, in round %d", round)
                    .isEmpty();
            assertThat(stored.wrongFigures()).as("round %d", round).isEmpty();
        }
        System.out.printf(
                Locale.ROOT,
                "CrashIT: %d kills, %d answered calls of %d sent, 0 missing, 0 never sent, figures equal to rows%n",
                ROUNDS,
                answered.size(),
                sent.size());
    }

    /** AssertJ's containsAll compares each with each, which takes a quarter of a minute with as many as there are here. */
    private static Set<String> without(Set<String> calls, Set<String> others) {
        Set<String> rest = new HashSet<>(calls);
        rest.removeAll(others);
        return rest;
    }
}
