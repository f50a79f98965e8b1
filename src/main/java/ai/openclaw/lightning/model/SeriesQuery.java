package ai.openclaw.lightning.model;

/**
 * Some steps of time in a row.
 *
 * @param first the number of the first one
 * @param agentId only the traces of this agent; null for all
 * @param labels null where the kept sums are enough; otherwise the latest traces of the time are looked at one by one
 */
public record SeriesQuery(SeriesStep step, long first, int count, String agentId, Labels labels) {

    /** What is told from the traces themselves: which labels there are, and the figures of those with these; null for any. */
    public record Labels(String model, String promptVersion) {}

    /** The kept sums alone. */
    public SeriesQuery(SeriesStep step, long first, int count, String agentId) {
        this(step, first, count, agentId, null);
    }

    /** Whether the figures are of some models or prompt versions only, of which no sums are kept. */
    public boolean isOfSomeLabels() {
        return labels != null && (labels.model() != null || labels.promptVersion() != null);
    }

    /** The first hour of it. */
    public long fromHour() {
        return first * step.hours();
    }

    /** The first hour after it. */
    public long untilHour() {
        return (first + count) * step.hours();
    }
}
