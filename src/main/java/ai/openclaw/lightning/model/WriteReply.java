package ai.openclaw.lightning.model;

import java.util.List;

/**
 * What a request came to: either what became of its events, or why none of them was stored.
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
