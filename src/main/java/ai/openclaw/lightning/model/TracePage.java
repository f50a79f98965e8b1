package ai.openclaw.lightning.model;

import java.util.List;

/**
 * One page of traces. It may hold fewer traces than requested, even none, and still have a next page: each page reads a
 * bounded number of rows and keeps its texts within {@link #BYTES_MAX}.
 *
 * @param next where the next page starts, null when there is none
 */
public record TracePage(List<Trace> traces, TraceQuery.Cursor next) {

    /** The most bytes of text (UTF-8, as stored) in one page. A single larger row comes alone. */
    public static final int BYTES_MAX = 1 << 20;

    public TracePage {
        traces = List.copyOf(traces);
    }
}
