package ai.openclaw.lightning.cli;

import ai.openclaw.lightning.config.HomeLock;
import ai.openclaw.lightning.config.IoReason;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks at intervals, on its own thread, whether this process still holds its home. Once the lock's file is deleted or
 * replaced, the lock no longer keeps another bridge out.
 */
final class HomeGuard implements AutoCloseable {

    /** Reads the current state of the lock. */
    interface Look {
        HomeLock.Standing look() throws IOException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(HomeGuard.class);

    /** A bridge that the database's lock turns away also holds the home for a moment, and then releases it. */
    private static final int LOST_LOOKS = 2;

    private final Look lock;
    private final Duration every;
    private final Runnable lost;
    private final Thread thread = new Thread(this::rounds, "home-guard");

    /**
     * Creates a guard that has not started yet.
     *
     * @param lost runs once, on the guard's thread, when another process holds the home
     */
    HomeGuard(Look lock, Duration every, Runnable lost) {
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
            int lostLooks = 0;
            while (lostLooks < LOST_LOOKS) {
                Thread.sleep(every.toMillis());
                lostLooks = isHeld() ? 0 : lostLooks + 1;
            }
            lost.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed, so the thread ends
        }
    }

    private boolean isHeld() {
        try {
            HomeLock.Standing standing = lock.look();
            if (standing == HomeLock.Standing.TAKEN_AGAIN) {
                LOG.warn("bridge.lock was deleted or replaced; this bridge recreated it and still holds the home");
            }
            return standing != HomeLock.Standing.LOST;
        } catch (IOException e) {
            LOG.warn("can't check whether this bridge still holds its home: {}", IoReason.of(e));
            return true; // nothing shows that another process holds it
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
