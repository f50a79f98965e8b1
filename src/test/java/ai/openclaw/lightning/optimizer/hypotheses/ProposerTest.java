package ai.openclaw.lightning.optimizer.hypotheses;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often the helper is asked, and when. */
final class ProposerTest {

    private static final long DAY_MS = TimeUnit.DAYS.toMillis(1);

    private AskedHelper helper;

    @BeforeEach
    void begin(@TempDir Path folder) {
        helper = new AskedHelper(folder);
    }

    @AfterEach
    void end() {
        helper.close();
    }

    @Test
    void calls_ofADay_areCountedOverRestarts() throws Exception {
        for (int i = 0; i < 4; i++) {
            helper.restart(5, Duration.ofSeconds(5), "m");
            for (int j = 0; j < 2; j++) {
                if (helper.proposer().isReady()) {
                    assertThat(helper.ask()).isNotEmpty();
                }
            }
        }
        assertThat(helper.server().connections()).isEqualTo(5);
        helper.proposer().ask(AskedHelper.SIGHT); // nothing happens
        assertThat(helper.proposer().isReady()).isFalse();
        helper.now().addAndGet(-3 * DAY_MS);
        assertThat(helper.proposer().isReady())
                .as("a clock that goes back brings no new day")
                .isFalse();
        helper.now().addAndGet(4 * DAY_MS);
        assertThat(helper.proposer().isReady()).isTrue();
        assertThat(helper.server().connections()).isEqualTo(5);
    }

    @Test
    void call_thatHangs_isCountedAndTold() throws Exception {
        helper.server().behave((request, out) -> helper.server().pause(600_000));
        helper.restart(20, Duration.ofMinutes(10), "m");
        CompletableFuture<Integer> calls = new CompletableFuture<>();
        helper.proposer().listen(() -> calls.complete(helper.proposer().callsToday()), () -> {});
        helper.proposer().ask(AskedHelper.SIGHT);
        assertThat(calls.get(30, TimeUnit.SECONDS)).isEqualTo(1);
    }

    @Test
    void call_thatCannotBeCounted_isNotMade() throws Exception {
        Files.createDirectories(helper.memory());
        Files.createFile(helper.memory().resolve("in-the-way"));
        assertThat(helper.ask()).isEmpty();
        assertThat(helper.server().connections()).isZero();
    }

    @Test
    void due_atTwiceTheTraces_andWhenATrialEnded() throws Exception {
        assertThat(helper.proposer().isDue("agent", 24, 0)).isFalse();
        assertThat(helper.proposer().isDue("agent", 25, 0)).isTrue();
        helper.ask(); // at 30 traces
        helper.restart(20, Duration.ofSeconds(5), "m");
        assertThat(helper.proposer().isDue("agent", 49, 0)).isFalse();
        assertThat(helper.proposer().isDue("agent", 49, 1)).isTrue();
        assertThat(helper.proposer().isDue("agent", 50, 0)).isTrue();
        assertThat(helper.proposer().isDue("agent", 99, 0)).isTrue();
        assertThat(helper.proposer().isDue("another", 30, 0)).isTrue();
    }

    @Test
    void model_another_beginsAnew_butNotWithItsCalls() throws Exception {
        helper.ask();
        assertThat(helper.proposer().since()).isZero();
        helper.restart(20, Duration.ofSeconds(5), "another");
        assertThat(helper.proposer().since()).isEqualTo(helper.now().get());
        assertThat(helper.proposer().callsToday()).isEqualTo(1);
    }
}
