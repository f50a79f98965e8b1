package ai.openclaw.lightning.writer;

import ai.openclaw.lightning.storage.TransactionConflict;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Begins a transaction anew where a shared store undid it, for another bridge came first. */
final class Repetition {

    /** Far more than bridges that meet in one session need; then something else is wrong. */
    private static final int TIMES_MAX = 10;

    /** A little longer each time, so that two that meet part. */
    private static final long PAUSE_NANOSECONDS = TimeUnit.MILLISECONDS.toNanos(5);

    private Repetition() {}

    /**
     * What the transaction comes to.
     *
     * @param transaction all of it, from what it reads to its commit; each time in the same state
     */
    static <T> T of(Supplier<T> transaction) {
        for (int times = 1; ; times++) {
            try {
                return transaction.get();
            } catch (TransactionConflict undone) {
                if (times == TIMES_MAX) {
                    throw undone.reason();
                }
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(times * PAUSE_NANOSECONDS));
            }
        }
    }
}
