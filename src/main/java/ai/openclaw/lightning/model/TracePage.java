package ai.openclaw.lightning.model;

import java.util.List;

/**
 * One page of traces. It may hold fewer than asked for, even none, and still have a next one: a page looks at a bounded
 * number of rows.
 *
 * @param next where the next page starts, null when there is none
 */
public record TracePage(List<Trace> traces, TraceQuery.Cursor next) {

    public TracePage {
        traces = List.copyOf(traces);
    }
}
