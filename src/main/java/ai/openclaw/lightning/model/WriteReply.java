package ai.openclaw.lightning.model;

import java.util.List;

/**
 * The result of a request: either the result of each event, or the reason why none was stored.
 *
 * @param written in the events' order, after their transaction has committed; null when it failed
 * @param failure null when they were stored
 */
public record WriteReply(List<Written> written, BridgeException failure) {

    /** The events' transaction has committed. */
    public static WriteReply stored(List<Written> written) {
        return new WriteReply(List.copyOf(written), null);
    }

    public static WriteReply failed(BridgeException failure) {
        return new WriteReply(null, failure);
    }
}
