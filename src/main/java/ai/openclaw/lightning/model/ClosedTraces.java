package ai.openclaw.lightning.model;

import java.util.List;

/** Traces that a commit closed, or that were closed before and changed. */
public record ClosedTraces(List<String> traceIds) {

    public ClosedTraces {
        traceIds = List.copyOf(traceIds);
    }
}
