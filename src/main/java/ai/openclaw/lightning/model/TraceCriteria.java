package ai.openclaw.lightning.model;

/**
 * Which traces are wanted. Null lets everything through.
 *
 * @param failure the class of error behind a failure
 * @param tool a tool name among the first {@value TraceState.Tools#USED_MAX} that the trace used
 * @param text stands in the message; the letters A to Z in either case
 * @param since earliest start, epoch milliseconds
 * @param until the start lies before it, epoch milliseconds
 * @param sender the name of the key with which it came
 * @param model the model that answered
 * @param promptVersion the version of the prompt, as the agent names it
 */
public record TraceCriteria(
        String sessionKey,
        String agentId,
        String taskKey,
        TraceStatus status,
        Boolean success,
        String failure,
        String tool,
        TraceOrigin origin,
        String text,
        Long since,
        Long until,
        String sender,
        String model,
        String promptVersion) {

    /** From whomever it came, and whichever model answered. */
    public TraceCriteria(
            String sessionKey,
            String agentId,
            String taskKey,
            TraceStatus status,
            Boolean success,
            String failure,
            String tool,
            TraceOrigin origin,
            String text,
            Long since,
            Long until) {
        this(
                sessionKey,
                agentId,
                taskKey,
                status,
                success,
                failure,
                tool,
                origin,
                text,
                since,
                until,
                null,
                null,
                null);
    }

    public static final TraceCriteria NONE =
            new TraceCriteria(null, null, null, null, null, null, null, null, null, null, null);

    /** All that started then or later. */
    public static TraceCriteria since(Long time) {
        return new TraceCriteria(null, null, null, null, null, null, null, null, null, time, null);
    }
}
