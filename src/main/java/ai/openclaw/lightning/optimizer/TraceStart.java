package ai.openclaw.lightning.optimizer;

/**
 * What is known about a trace before its agent has acted; anything may be null.
 *
 * @param firstMessage used for its words' hashes only
 * @param sender the name of the key with which it comes; null for this machine
 */
public record TraceStart(
        String agentId, String model, String promptVersion, String taskKey, String firstMessage, String sender) {

    /** A trace of this machine. */
    public TraceStart(String agentId, String model, String promptVersion, String taskKey, String firstMessage) {
        this(agentId, model, promptVersion, taskKey, firstMessage, null);
    }

    /** Its stratum while nothing is learned: the same task under the same {@link #conditions}. */
    public String stratum() {
        return stratum(taskKey == null ? "" : taskKey, conditions(model, promptVersion, sender));
    }

    /**
     * What was fixed before the agent acted and changes how it acts; traces that differ in it are never compared. Nor are those
     * of two people, whose tasks may differ: one person's easy ones would speak for whatever that person's agent does.
     */
    public String conditions() {
        return conditions(model, promptVersion, sender);
    }

    /** The same of a trace that has ended. */
    public static String conditions(String model, String promptVersion, String sender) {
        String prompt = promptVersion == null || promptVersion.isEmpty() ? "" : "prompt " + promptVersion;
        String conditions = stratum(model == null ? "" : model, prompt);
        return sender == null ? conditions : stratum(conditions, "from " + sender);
    }

    /** The name of a stratum: a group of traces, and the conditions under which they ran. */
    public static String stratum(String group, String conditions) {
        return group.isEmpty() || conditions.isEmpty() ? group + conditions : group + " | " + conditions;
    }
}
