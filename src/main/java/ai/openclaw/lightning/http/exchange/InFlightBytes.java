package ai.openclaw.lightning.http.exchange;

import java.util.concurrent.atomic.AtomicLong;

/** Counts the bytes of bodies, or of answers, that are held at one time, so that many large ones can't fill the heap. */
final class InFlightBytes {

    private final long bytesMax;
    private final String whenFull;
    private final AtomicLong held = new AtomicLong();

    /** @param whenFull the sentence for the client when the limit is reached */
    InFlightBytes(long bytesMax, String whenFull) {
        this.bytesMax = bytesMax;
        this.whenFull = whenFull;
    }

    /** Reserves that many bytes or throws 429. It never waits. */
    void take(long bytes) {
        if (held.addAndGet(bytes) > bytesMax) {
            held.addAndGet(-bytes);
            throw Refusal.busy(whenFull);
        }
    }

    /** Reserves that many bytes, but at most the limit, so that a larger one fits if nothing else is held. */
    long takeAtMost(long bytes) {
        long taken = Math.min(bytes, bytesMax);
        take(taken);
        return taken;
    }

    /** Counts that many bytes even above the limit, because they must be sent and are held anyway. */
    void hold(long bytes) {
        held.addAndGet(bytes);
    }

    void giveBack(long bytes) {
        held.addAndGet(-bytes);
    }

    long held() {
        return held.get();
    }
}
