package ai.openclaw.lightning.model;

import java.util.List;

/**
 * Events of one client request, stored in one transaction or not at all.
 *
 * @param sender the name of the key with which they came; null for this machine
 * @param contentBytes the sum of their {@link TraceEvent#contentBytes()}
 */
public record WriteRequest(List<TraceEvent> events, String sender, long contentBytes) {

    public WriteRequest {
        events = List.copyOf(events);
    }

    public static WriteRequest of(List<TraceEvent> events, String sender) {
        long bytes = 0;
        for (TraceEvent event : events) {
            bytes += event.contentBytes();
        }
        return new WriteRequest(events, sender, bytes);
    }
}
