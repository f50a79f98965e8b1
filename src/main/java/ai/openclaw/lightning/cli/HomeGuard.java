package ai.openclaw.lightning.cli;

import ai.openclaw.lightning.config.HomeLock;
import ai.openclaw.lightning.config.IoReason;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks again and again whether this process still has its home. A lock whose file was deleted or replaced keeps no other
 * bridge out. It has a thread of its own.
 */
final class HomeGuard implements AutoCloseable {

    /** How the lock stands now. */
    interface Look {
        HomeLock.Standing look() throws IOException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(HomeGuard.class);

    /** A bridge that the database's lock refuses has the home for a moment, too, and then gives it back. */
    private static final int LOST_LOOKS = 2;

    private final Look lock;
    private final Duration every;
    private final Runnable lost;
    private final Thread thread = new Thread(this::rounds, "home-guard");

    /**
     * Makes one that has yet to start.
     *
     * @param lost runs once, on the guard's thread, when another process has the home
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
            LOG.warn("can't look whether this bridge still has its home: {}", IoReason.of(e));
            return true; // nothing says that another has it
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
