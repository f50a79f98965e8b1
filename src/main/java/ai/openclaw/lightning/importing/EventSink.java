package ai.openclaw.lightning.importing;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Receives a file's content, in order. */
interface EventSink {

    /** One event of {@code POST /v1/events}. */
    void event(ObjectNode event);

    /** All events of that trace were delivered. */
    void traceEnd(String traceId);
}
