package ai.openclaw.lightning.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What systemd says to a service, and how it is told that one is ready. */
class SupervisorTest {

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
    void ready_status_inOneCall() {
        FakeShell shell = new FakeShell();

        new Supervisor(shell, Optional.empty()).ready("ready at http://127.0.0.1:8765");

        assertThat(shell.asked).containsExactly("systemd-notify READY=1 STATUS=ready at http://127.0.0.1:8765");
    }

    private static Optional<Duration> watchdog(String micros, String pid) {
        return Supervisor.of(Map.of("NOTIFY_SOCKET", "/run/x", "WATCHDOG_USEC", micros, "WATCHDOG_PID", pid), 7)
                .orElseThrow()
                .watchdog();
    }
}
