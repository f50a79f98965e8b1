package ai.openclaw.lightning.http;

import ai.openclaw.lightning.access.Keys;
import java.util.Set;

/**
 * How the server listens and what it takes.
 *
 * @param port 0 for any free one
 * @param allowedHosts lower-case hosts, beside those of loopback, under which clients may ask; an IPv6 address in
 *     brackets
 * @param tls null for plain HTTP
 */
public record HttpSettings(
        String host, int port, Set<String> allowedHosts, Keys keys, Tls tls, Limits limits, Timeouts timeouts) {

    public HttpSettings {
        allowedHosts = Set.copyOf(allowedHosts);
    }

    /** PEM files. */
    public record Tls(String certificatePath, String keyPath) {}

    /**
     * How much is taken.
     *
     * @param singleBytesMax body of a single write, after decompression
     * @param batchBytesMax body of {@code /v1/events}, after decompression
     * @param batchEventsMax events of one batch
     * @param inFlightBytesMax bytes of all bodies that are worked on at one time
     * @param answerBytesMax bytes of all long answers that are on their way at one time
     * @param largeBodyBytes above it a body is decoded off the event loop
     * @param discardBytesMax bytes of a refused body that are dropped before the connection is closed
     * @param connectionsMax open connections
     */
    public record Limits(
            int singleBytesMax,
            int batchBytesMax,
            int batchEventsMax,
            long inFlightBytesMax,
            long answerBytesMax,
            int largeBodyBytes,
            long discardBytesMax,
            int connectionsMax) {

        public static final Limits DEFAULT =
                new Limits(1 << 20, 4 << 20, 1_000, 12L << 20, 8L << 20, 4 << 10, 16L << 20, 1_000);
    }

    /**
     * In seconds.
     *
     * @param idleSeconds after which a silent connection is closed
     * @param requestSeconds within which a request must arrive, from its first byte to its last
     * @param statusSeconds within which the writer must say how it is
     */
    public record Timeouts(int idleSeconds, int requestSeconds, int statusSeconds) {

        public static final Timeouts DEFAULT = new Timeouts(60, 30, 2);

        /**
         * After which a connection is closed although something arrives: the client takes nothing of its answer. Not
         * shorter than a silence and a request after it.
         */
        int writeSeconds() {
            return idleSeconds + requestSeconds;
        }
    }
}
