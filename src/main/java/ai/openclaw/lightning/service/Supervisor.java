package ai.openclaw.lightning.service;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The systemd that started this process. It is told by its own program {@code systemd-notify}, because Java has no
 * datagram sockets of Unix; the unit says {@code NotifyAccess=all} for that.
 *
 * @param watchdog how long it tolerates silence once the bridge is ready; empty where it does not watch
 */
public record Supervisor(Shell shell, Optional<Duration> watchdog) {

    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

    /** The supervisor that wants to hear from this process, if there is one. */
    public static Optional<Supervisor> of(Map<String, String> environment, long pid) {
        if (environment.getOrDefault("NOTIFY_SOCKET", "").isEmpty()) {
            return Optional.empty();
        }
        String watched = environment.getOrDefault("WATCHDOG_PID", Long.toString(pid));
        long micros = watched.equals(Long.toString(pid)) ? number(environment.getOrDefault("WATCHDOG_USEC", "0")) : 0;
        return Optional.of(new Supervisor(
                Shell::real, micros > 0 ? Optional.of(Duration.ofNanos(micros * 1_000)) : Optional.empty()));
    }

    /** Says that the bridge stores and answers, and in a few words how it is. */
    public void ready(String status) {
        notify("READY=1", "STATUS=" + status);
    }

    /** Says that the bridge still works. */
    void alive() {
        notify("WATCHDOG=1");
    }

    private void notify(String... states) {
        String[] command =
                Stream.concat(Stream.of("systemd-notify"), Stream.of(states)).toArray(String[]::new);
        try {
            Shell.Result result = shell.call(command);
            if (!result.ok()) {
                LOG.error("systemd-notify failed: {}", result.firstLine());
            }
        } catch (ServiceException e) {
            LOG.error("systemd can't be notified", e);
        }
    }

    private static long number(String text) {
        try {
            return Math.min(Long.parseLong(text), Long.MAX_VALUE / 1_000);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
