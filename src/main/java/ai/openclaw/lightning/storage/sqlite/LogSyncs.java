package ai.openclaw.lightning.storage.sqlite;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Brings each commit to the disk within about a second, beside the commits, which do not wait for it. Without that a power
 * cut would take everything since the log was last copied, which may be hours where little is written.
 */
final class LogSyncs implements AutoCloseable {

    /** From a commit to its sync; the rest of the second is for the disk. */
    static final long DELAY_MS = 800;

    private final SyncedFiles files;
    private final Checkpoints checkpoints;
    private final Background workers;
    private final AtomicBoolean due = new AtomicBoolean();
    private final ReentrantLock running = new ReentrantLock();
    private boolean closed;

    /**
     * Waits for a commit.
     *
     * @param files to be closed later than this
     * @param checkpoints learn of a sync that failed
     */
    LogSyncs(SyncedFiles files, Checkpoints checkpoints, Background workers) {
        this.files = files;
        this.checkpoints = checkpoints;
        this.workers = workers;
    }

    /** Something was committed. */
    void committed() {
        if (due.compareAndSet(false, true)) {
            workers.after(DELAY_MS, this::sync);
        }
    }

    private void sync() {
        due.set(false); // first: what is committed from here on may be too late for this one
        running.lock();
        try {
            if (!closed) {
                files.syncLog();
            }
        } catch (IOException e) {
            checkpoints.refused(e);
        } finally {
            running.unlock();
        }
    }

    @Override
    public void close() {
        running.lock();
        try {
            closed = true;
        } finally {
            running.unlock();
        }
    }
}
