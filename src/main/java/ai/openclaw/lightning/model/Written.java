package ai.openclaw.lightning.model;

/**
 * The result of one committed event, with the state of its trace afterwards.
 *
 * @param agentId the trace's agent, or null
 * @param toolCount tool calls in the trace
 * @param durationMs end minus start of the trace, or null while it is open
 * @param reward the stored reward's worth; null for other events and for a reward that says nothing about the outcome
 * @param duplicate whether an event of the same identity was already stored, so that nothing changed
 */
public record Written(
        String traceId,
        String sessionKey,
        String agentId,
        long toolCount,
        Long durationMs,
        Double reward,
        boolean duplicate) {}
