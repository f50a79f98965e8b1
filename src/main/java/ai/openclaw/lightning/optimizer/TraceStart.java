package ai.openclaw.lightning.optimizer;

/**
 * What is known about a trace before its agent has acted; anything may be null.
 *
 * @param firstMessage used for its words' hashes only
 */
public record TraceStart(String agentId, String model, String taskKey, String firstMessage) {

    /** Its stratum while nothing is learned: the same task and the same model. */
    public String stratum() {
        String task = taskKey == null ? "" : taskKey;
        return model == null || model.isEmpty() ? task : task + " | " + model;
    }
}
