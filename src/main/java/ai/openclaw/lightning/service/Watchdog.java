package ai.openclaw.lightning.service;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the writer again and again whether its turn still comes, and tells the supervisor when it did. That the answer
 * is "nothing can be stored now" is an answer: a restart makes no room on a disk. Only silence goes on as silence.
 * Time in which the machine sleeps counts neither here nor for systemd. It has a thread of its own.
 */
public final class Watchdog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

    private final Supervisor supervisor;
    private final Function<Duration, CompletionStage<Boolean>> turn;
    private final Duration timeout;
    private final Thread thread = new Thread(this::rounds, "watchdog");

    /**
     * Makes one that has yet to start.
     *
     * @param limit the silence that systemd tolerates
     * @param turn is asked with the time it has for its answer, and fails without one
     */
    public Watchdog(Supervisor supervisor, Duration limit, Function<Duration, CompletionStage<Boolean>> turn) {
        this.supervisor = supervisor;
        this.turn = turn;
        this.timeout = limit.dividedBy(2);
    }

    /** Four times in the limit, so that one answer may come late. */
    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    private void rounds() {
        try {
            while (!Thread.interrupted()) {
                round();
                Thread.sleep(timeout.toMillis() / 2);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed: the thread ends
        }
    }

    private void round() throws InterruptedException {
        try {
            turn.apply(timeout).toCompletableFuture().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            supervisor.alive();
        } catch (ExecutionException | TimeoutException e) {
            LOG.error(
                    "the writer has been silent for {} s; if this continues, systemd restarts the bridge",
                    timeout.toSeconds());
        } catch (RuntimeException e) {
            LOG.error("the watchdog can't ask the writer", e); // thrown on, it would end the rounds
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
