package ai.openclaw.lightning.model;

/**
 * Some steps of time in a row.
 *
 * @param first the number of the first one
 * @param agentId only the traces of this agent; null for all
 */
public record SeriesQuery(SeriesStep step, long first, int count, String agentId) {

    /** The first hour of it. */
    public long fromHour() {
        return first * step.hours();
    }

    /** The first hour after it. */
    public long untilHour() {
        return (first + count) * step.hours();
    }
}
