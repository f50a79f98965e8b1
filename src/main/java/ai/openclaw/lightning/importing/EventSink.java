package ai.openclaw.lightning.importing;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Takes what a file holds, in its order. */
interface EventSink {

    /** One event of {@code POST /v1/events}. */
    void event(ObjectNode event);

    /** All events of that trace were given. */
    void traceEnd(String traceId);
}
