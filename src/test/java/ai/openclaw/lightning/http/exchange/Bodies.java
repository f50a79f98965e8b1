package ai.openclaw.lightning.http.exchange;

import ai.openclaw.lightning.buffers.ArrayPool;
import java.util.Random;

/** Bodies that share their memory, and content for them. */
final class Bodies {

    static final int BYTES_MAX = 4 << 20;

    final InFlightBytes inFlight = new InFlightBytes(16 << 20, "full");
    private final ArrayPool arrays = new ArrayPool();
    private final Random random = new Random(7);

    Body body(boolean gzip) {
        return new Body(inFlight, arrays, BYTES_MAX, gzip);
    }

    byte[] content(int bytes) {
        byte[] content = new byte[bytes];
        random.nextBytes(content);
        return content;
    }
}
