package ai.openclaw.lightning.model;

/**
 * Which traces to list, newest start first.
 *
 * @param limit rows at the most, 1 to {@value #LIMIT_MAX}
 * @param after where to go on, or null for the first page
 */
public record TraceQuery(TraceCriteria filter, int limit, Cursor after) {

    public static final int LIMIT_MAX = 200;
    public static final int LIMIT_DEFAULT = 50;

    public TraceQuery {
        if (limit < 1 || limit > LIMIT_MAX) {
            throw new IllegalArgumentException("limit must lie between 1 and " + LIMIT_MAX);
        }
    }

    /** What every trace of this query comes after in the list. */
    public Cursor start() {
        if (after != null) {
            return after;
        }
        return filter.until() == null
                ? new Cursor(Long.MAX_VALUE, Long.MAX_VALUE)
                : new Cursor(filter.until(), Long.MIN_VALUE);
    }

    /** A place in the list: after the trace of that start and row id. */
    public record Cursor(long startTime, long id) {

        /** The place after that trace. */
        public static Cursor after(Trace trace) {
            return new Cursor(trace.startTime() == null ? 0 : trace.startTime(), trace.id());
        }
    }
}
