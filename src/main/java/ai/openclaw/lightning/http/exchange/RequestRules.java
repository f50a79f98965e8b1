package ai.openclaw.lightning.http.exchange;

import ai.openclaw.lightning.access.KeyRing;
import java.util.Set;

/**
 * What requests may be, and how much is taken of them.
 *
 * @param names lower-case hosts, beside those of loopback, under which the bridge may be asked
 * @param connectionsMax open connections
 * @param secondsMax from a request's first byte to its last
 * @param inFlightBytesMax bytes of bodies held at one time
 * @param answerBytesMax bytes of long answers on their way at one time
 * @param discardBytesMax bytes of a refused body that are read and dropped before the connection is closed
 */
public record RequestRules(
        Set<String> names,
        boolean tls,
        KeyRing keys,
        int connectionsMax,
        int secondsMax,
        long inFlightBytesMax,
        long answerBytesMax,
        long discardBytesMax) {}
