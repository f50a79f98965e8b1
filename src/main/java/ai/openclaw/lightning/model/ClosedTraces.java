package ai.openclaw.lightning.model;

import java.util.List;

/** Traces that a commit closed, or changed after they were closed. */
public record ClosedTraces(List<String> traceIds) {

    public ClosedTraces {
        traceIds = List.copyOf(traceIds);
    }
}
