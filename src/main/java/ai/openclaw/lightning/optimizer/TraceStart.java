package ai.openclaw.lightning.optimizer;

/**
 * What is known about a trace before its agent has acted; anything may be null.
 *
 * @param firstMessage used for its words' hashes only
 */
public record TraceStart(String agentId, String model, String promptVersion, String taskKey, String firstMessage) {

    /** Its stratum while nothing is learned: the same task under the same {@link #conditions}. */
    public String stratum() {
        return stratum(taskKey == null ? "" : taskKey, conditions(model, promptVersion));
    }

    /** What was fixed before the agent acted and changes how it acts; traces that differ in it are never compared. */
    public String conditions() {
        return conditions(model, promptVersion);
    }

    /** The same of a trace that has ended. */
    public static String conditions(String model, String promptVersion) {
        String prompt = promptVersion == null || promptVersion.isEmpty() ? "" : "prompt " + promptVersion;
        return stratum(model == null ? "" : model, prompt);
    }

    /** The name of a stratum: a group of traces, and the conditions under which they ran. */
    public static String stratum(String group, String conditions) {
        return group.isEmpty() || conditions.isEmpty() ? group + conditions : group + " | " + conditions;
    }
}
