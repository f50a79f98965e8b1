package ai.openclaw.lightning.cli;

import ai.openclaw.lightning.config.HomeLock;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks again and again whether this process still has its home. A lock whose file was deleted or replaced keeps no other
 * bridge out. It has a thread of its own.
 */
final class HomeGuard implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HomeGuard.class);

    private final HomeLock lock;
    private final Duration every;
    private final Runnable lost;
    private final Thread thread = new Thread(this::rounds, "home-guard");

    /**
     * Makes one that has yet to start.
     *
     * @param lost runs once, on the guard's thread, when another process has the home
     */
    HomeGuard(HomeLock lock, Duration every, Runnable lost) {
        this.lock = lock;
        this.every = every;
        this.lost = lost;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    private void rounds() {
        try {
            do {
                Thread.sleep(every.toMillis());
            } while (isHeld());
            lost.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed: the thread ends
        }
    }

    private boolean isHeld() {
        try {
            HomeLock.Standing standing = lock.look();
            if (standing == HomeLock.Standing.TAKEN_AGAIN) {
                LOG.warn("bridge.lock was deleted or replaced; this bridge made it anew and still has the home");
            }
            return standing != HomeLock.Standing.LOST;
        } catch (IOException e) {
            LOG.warn("can't look whether this bridge still has its home: {}", e.toString());
            return true; // nothing says that another has it
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
