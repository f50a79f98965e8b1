package ai.openclaw.lightning.intake.json;

import ai.openclaw.lightning.model.TraceEvent;
import java.util.List;

/** The events of one body: those to store, in their order, and those that break a rule. */
public record Batch(List<TraceEvent> events, List<Rejected> rejected) {

    public Batch {
        events = List.copyOf(events);
        rejected = List.copyOf(rejected);
    }

    /**
     * An event that is not stored.
     *
     * @param index its place in the list, from 0
     * @param field the field that is to blame, or null
     */
    public record Rejected(int index, String error, String field) {}
}
