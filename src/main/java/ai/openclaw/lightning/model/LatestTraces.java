package ai.openclaw.lightning.model;

/**
 * The latest of some traces. Null lets everything through.
 *
 * @param since earliest start, epoch milliseconds
 * @param agentId who was at work
 * @param model the model that answered
 * @param promptVersion the version of the prompt, as the agent names it
 */
public record LatestTraces(long since, String agentId, String model, String promptVersion) {

    /** All that started then or later. */
    public static LatestTraces since(long time) {
        return new LatestTraces(time, null, null, null);
    }

    /** Whether only the time counts. */
    public boolean isOfAll() {
        return agentId == null && model == null && promptVersion == null;
    }
}
