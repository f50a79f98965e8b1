package ai.openclaw.lightning.http.exchange;

import java.util.concurrent.atomic.AtomicLong;

/** Counts the bytes of all bodies that are held at one time, so that many large ones can't fill the heap. */
final class InFlightBytes {

    private final long bytesMax;
    private final AtomicLong held = new AtomicLong();

    InFlightBytes(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** Takes that many bytes or throws 429; never waits. */
    void take(long bytes) {
        if (held.addAndGet(bytes) > bytesMax) {
            held.addAndGet(-bytes);
            throw Refusal.busy("too many bytes of requests are being worked on");
        }
    }

    void giveBack(long bytes) {
        held.addAndGet(-bytes);
    }

    long held() {
        return held.get();
    }
}
