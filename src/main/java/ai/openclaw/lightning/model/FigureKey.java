package ai.openclaw.lightning.model;

/**
 * Under what a trace's figures are summed: the hour in which it began, and its agent. Both may still change while events
 * arrive late; then its figures move.
 *
 * @param hour as {@link SeriesStep#HOUR} numbers them
 * @param agentId null while no agent is known
 */
public record FigureKey(long hour, String agentId) {

    public static FigureKey of(TraceState trace) {
        return new FigureKey(
                SeriesStep.HOUR.of(trace.lifecycle().startTime()),
                trace.labels().agentId());
    }
}
