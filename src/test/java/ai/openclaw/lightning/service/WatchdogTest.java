package ai.openclaw.lightning.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
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

    @Test
    void of_environment_asSystemdMeansIt() {
        assertThat(Supervisor.of(Map.of(), 7)).isEmpty();
        assertThat(Supervisor.of(Map.of("NOTIFY_SOCKET", "/run/x"), 7))
                .hasValueSatisfying(found -> assertThat(found.watchdog()).isEmpty());
        assertThat(watchdog("180000000", "7")).contains(Duration.ofMinutes(3));
        assertThat(watchdog("180000000", "8")).as("another process is watched").isEmpty();
        assertThat(watchdog("x", "7")).isEmpty();
        assertThat(watchdog("0", "7")).isEmpty();
    }

    @Test
    void ready_status_inOneCall() throws Exception {
        supervisor.ready("ready at http://127.0.0.1:8765");

        assertThat(said.poll(30, TimeUnit.SECONDS))
                .containsExactly("systemd-notify", "READY=1", "STATUS=ready at http://127.0.0.1:8765");
    }

    private static Optional<Duration> watchdog(String micros, String pid) {
        return Supervisor.of(Map.of("NOTIFY_SOCKET", "/run/x", "WATCHDOG_USEC", micros, "WATCHDOG_PID", pid), 7)
                .orElseThrow()
                .watchdog();
    }
}
