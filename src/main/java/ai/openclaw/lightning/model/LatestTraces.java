package ai.openclaw.lightning.model;

/**
 * The latest of some traces. Null lets everything through.
 *
 * @param since earliest start, epoch milliseconds
 * @param agentId who was at work
 * @param model the model that answered
 * @param promptVersion the version of the prompt, as the agent names it
 * @param most how many traces count, at most {@value FailureSample#TRACES_MAX}
 */
public record LatestTraces(long since, String agentId, String model, String promptVersion, int most) {

    /** All that started then or later. */
    public static LatestTraces since(long time) {
        return new LatestTraces(time, null, null, null, FailureSample.TRACES_MAX);
    }

    /** Whether only the time counts. */
    public boolean isOfAll() {
        return agentId == null && model == null && promptVersion == null;
    }
}
