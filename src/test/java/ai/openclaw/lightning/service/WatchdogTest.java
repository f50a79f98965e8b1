package ai.openclaw.lightning.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What systemd hears, with the writer's answers given by the test. */
class WatchdogTest {

    private static final Duration LIMIT = Duration.ofMillis(200);

    private final BlockingQueue<List<String>> said = new LinkedBlockingQueue<>();
    private final Supervisor supervisor = new Supervisor(
            command -> {
                said.add(command);
                return new Shell.Result(0, "");
            },
            Optional.of(LIMIT));

    @Test
    void round_answered_isFedWhateverTheAnswer() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (Watchdog watchdog = new Watchdog(
                supervisor, LIMIT, patience -> CompletableFuture.completedFuture(asked.getAndIncrement() % 2 == 0))) {
            watchdog.start();

            for (int i = 0; i < 4; i++) {
                assertThat(said.poll(30, TimeUnit.SECONDS)).containsExactly("systemd-notify", "WATCHDOG=1");
            }
        }
    }

    @Test
    void round_silentOrFailed_notFedAndAskedAgain() throws Exception {
        BlockingQueue<Integer> asked = new LinkedBlockingQueue<>();
        try (Watchdog watchdog = new Watchdog(supervisor, LIMIT, patience -> {
            asked.add(asked.size());
            return switch (asked.size()) {
                case 1 -> new CompletableFuture<>();
                case 2 -> CompletableFuture.failedFuture(new IllegalStateException("no answer"));
                case 3 -> throw new IllegalStateException("a defect");
                default -> {
                    assertThat(said).isEmpty();
                    yield CompletableFuture.completedFuture(true);
                }
            };
        })) {
            watchdog.start();

            assertThat(said.poll(30, TimeUnit.SECONDS)).containsExactly("systemd-notify", "WATCHDOG=1");
            assertThat(asked).hasSizeGreaterThanOrEqualTo(4);
        }
    }
}
