package ai.openclaw.lightning.writer;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bridge's own time, by which traces grow old. It follows the machine's clock except when that jumps by nearly a day
 * or more, in either direction, while the bridge runs or between two runs. Then it goes on by running time alone, until the
 * clock has stayed where it jumped to for a day of running time. So a wrong date makes no trace old. For one thread.
 */
public final class BridgeClock {

    /** A machine may sleep this long over night; a wrong date is off by a day at least. */
    private static final long JUMP_MS = Duration.ofHours(20).toMillis();

    /** How much running time a clock that jumped has to stay where it is. */
    static final long BELIEVED_AFTER_MS = Duration.ofHours(24).toMillis();

    private static final Logger LOG = LoggerFactory.getLogger(BridgeClock.class);

    private static final long SAVE_MS = Duration.ofHours(1).toMillis();
    private static final long NANOSECONDS = 1_000_000;

    private final LongSupplier machine;
    private final LongSupplier nanoTime;
    private final Memory memory;
    private State state;
    private long tickedAt;
    private long unsavedMs;

    /** Keeps the time between two runs. */
    public interface Memory {

        /** What was saved last; {@link State#UNKNOWN} when nothing was. */
        State load();

        /** Never throws: a failure costs an hour of running time at the most. */
        void save(State state);
    }

    /**
     * What is known of the time.
     *
     * @param time the bridge's own, epoch milliseconds
     * @param jumpMs how far the machine's clock had jumped away from it when doubt began, negative when it was set back;
     *     0 when it is believed
     * @param doubtedForMs running time since then
     */
    public record State(long time, long jumpMs, long doubtedForMs) {

        /** A home without a past: whatever the clock says is a jump. */
        public static final State UNKNOWN = new State(0, 0, 0);

        /** Whether it is a date, and not only the running time of a home without a past. */
        public boolean isKnown() {
            return time >= BELIEVED_AFTER_MS;
        }

        private boolean isDoubted() {
            return jumpMs != 0;
        }
    }

    /**
     * A clock that goes on from what the memory knows.
     *
     * @param machine the machine's clock, epoch milliseconds, which anybody may set
     * @param nanoTime running time in nanoseconds, which nobody can set
     */
    public BridgeClock(LongSupplier machine, LongSupplier nanoTime, Memory memory) {
        this.machine = machine;
        this.nanoTime = nanoTime;
        this.memory = memory;
        this.state = memory.load();
        this.tickedAt = nanoTime.getAsLong();
        trusted();
    }

    /** Whether a clock that is so far ahead or behind is not believed at once. */
    public static boolean isJump(long aheadMs) {
        return Math.abs(aheadMs) >= JUMP_MS;
    }

    /** What the age of a trace counts from, epoch milliseconds. */
    long trusted() {
        long elapsedMs = (nanoTime.getAsLong() - tickedAt) / NANOSECONDS;
        tickedAt += elapsedMs * NANOSECONDS;
        unsavedMs += elapsedMs;
        boolean doubted = state.isDoubted();
        state = compared(new State(state.time() + elapsedMs, state.jumpMs(), state.doubtedForMs()), elapsedMs);
        if (state.isDoubted() != doubted || unsavedMs >= SAVE_MS) {
            save();
        }
        return state.time();
    }

    /**
     * What events are stamped with, epoch milliseconds. That is the machine's clock, unless it is set back: stamped with
     * that, they would be old as soon as it is right again.
     */
    long now() {
        long own = trusted();
        long said = machine.getAsLong();
        return said > own - JUMP_MS ? said : own;
    }

    /** To be called at the end. */
    void save() {
        memory.save(state);
        unsavedMs = 0;
    }

    private State compared(State now, long elapsedMs) {
        long said = machine.getAsLong();
        long aheadMs = said - now.time();
        if (!isJump(aheadMs)) {
            if (now.isDoubted()) {
                LOG.info("the clock agrees with the bridge's own time again");
            }
            return new State(said, 0, 0);
        }
        if (!now.isDoubted() || isJump(aheadMs - now.jumpMs())) {
            told(now, aheadMs);
            return new State(now.time(), aheadMs, 0);
        }
        long doubtedForMs = now.doubtedForMs() + elapsedMs;
        if (doubtedForMs >= BELIEVED_AFTER_MS) {
            LOG.info(
                    "the bridge accepts the clock's time, {}: it has run steadily for 24 hours",
                    Instant.ofEpochMilli(said));
            return new State(said, 0, 0);
        }
        return new State(now.time(), now.jumpMs(), doubtedForMs);
    }

    private static void told(State now, long aheadMs) {
        if (!now.isKnown()) {
            LOG.debug("the bridge deletes no trace by age in its first 24 hours of running");
            return;
        }
        LOG.warn(
                "the clock is {} days {} the bridge's own time, {}; traces age only while the bridge runs, until the clock"
                        + " has run steadily for 24 hours. If it is right: lightning stop, lightning cleanup --trust-clock",
                Duration.ofMillis(Math.abs(aheadMs)).toDays(),
                aheadMs > 0 ? "ahead of" : "behind",
                Instant.ofEpochMilli(now.time()));
    }
}
