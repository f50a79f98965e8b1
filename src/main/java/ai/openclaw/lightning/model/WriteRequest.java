package ai.openclaw.lightning.model;

import java.util.List;

/**
 * Events of one client request, stored in one transaction or not at all.
 *
 * @param contentBytes the sum of their {@link TraceEvent#contentBytes()}
 */
public record WriteRequest(List<TraceEvent> events, long contentBytes) {

    public WriteRequest {
        events = List.copyOf(events);
    }

    public static WriteRequest of(List<TraceEvent> events) {
        long bytes = 0;
        for (TraceEvent event : events) {
            bytes += event.contentBytes();
        }
        return new WriteRequest(events, bytes);
    }
}
