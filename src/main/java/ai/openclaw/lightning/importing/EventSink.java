package ai.openclaw.lightning.importing;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Receives a file's content, in order. */
interface EventSink {

    /** One event of {@code POST /v1/events}. */
    void event(ObjectNode event);

    /** An event of that type is not sent, because the bridge has it. */
    default void known(String type) {
        // only an import counts it
    }

    /** All events of that trace were delivered, and none of a later one. */
    default void traceEnd(String traceId) {
        // only an import that can go on where it stopped must know
    }
}
