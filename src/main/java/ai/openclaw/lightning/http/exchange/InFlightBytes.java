package ai.openclaw.lightning.http.exchange;

import java.util.concurrent.atomic.AtomicLong;

/** Counts the bytes of bodies, or of answers, that are held at one time, so that many large ones can't fill the heap. */
final class InFlightBytes {

    private final long bytesMax;
    private final String whenFull;
    private final AtomicLong held = new AtomicLong();

    /** @param whenFull what is too much, for the client */
    InFlightBytes(long bytesMax, String whenFull) {
        this.bytesMax = bytesMax;
        this.whenFull = whenFull;
    }

    /** Takes that many bytes or throws 429; never waits. */
    void take(long bytes) {
        if (held.addAndGet(bytes) > bytesMax) {
            held.addAndGet(-bytes);
            throw Refusal.busy(whenFull);
        }
    }

    /** Takes that many bytes, but no more than there are at all: what is larger fits when nothing else is held. */
    long takeAtMost(long bytes) {
        long taken = Math.min(bytes, bytesMax);
        take(taken);
        return taken;
    }

    /** Counts that many bytes although there may be no room: what must be sent is held anyway. */
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
