package ai.openclaw.lightning.model;

import java.util.List;

/**
 * What failed in the latest of some traces, the latest trace first.
 *
 * @param runs failed traces
 * @param calls failed tool calls
 * @param traces how many of these traces were looked at
 * @param complete whether these were all that were asked for
 */
public record FailureSample(List<Failed> runs, List<Failed> calls, long traces, boolean complete) {

    /** Traces that are looked at; for those of some labels, among the latest {@link Series#TRACES_MAX} of all. */
    public static final int TRACES_MAX = 5_000;

    /** Failed runs, and failed calls, that are read. */
    public static final int ROWS_MAX = 5_000;

    /** Characters of an error. */
    public static final int TEXT_CHARS_MAX = 240;

    public FailureSample {
        runs = List.copyOf(runs);
        calls = List.copyOf(calls);
    }

    /**
     * The sample of what was read with these limits.
     *
     * @param most how many traces were asked for
     * @param seen the traces there are, up to one above that
     * @param lookedAt the traces among which these were found, up to one above the limit of {@link Series}
     */
    public static FailureSample of(int most, long seen, long lookedAt, List<Failed> runs, List<Failed> calls) {
        return new FailureSample(
                runs,
                calls,
                Math.min(seen, most),
                seen <= most && lookedAt <= Series.TRACES_MAX && runs.size() < ROWS_MAX && calls.size() < ROWS_MAX);
    }

    /**
     * One failure.
     *
     * @param tool the tool that failed; null for the run as a whole
     * @param text the beginning of the error, or the class of the run's failure; null if nobody told
     */
    public record Failed(String traceId, long startTime, String tool, String text) {}
}
