package ai.openclaw.lightning.model;

import java.util.List;

/**
 * One page of traces. It may hold fewer than asked for, even none, and still have a next one: a page looks at a bounded
 * number of rows, and ends before its texts are longer than {@link #BYTES_MAX}.
 *
 * @param next where the next page starts, null when there is none
 */
public record TracePage(List<Trace> traces, TraceQuery.Cursor next) {

    /** Bytes of text (UTF-8, as it is stored) that one page holds; a single row that has more comes alone. */
    public static final int BYTES_MAX = 1 << 20;

    public TracePage {
        traces = List.copyOf(traces);
    }
}
