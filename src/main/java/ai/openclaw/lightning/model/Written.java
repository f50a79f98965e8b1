package ai.openclaw.lightning.model;

/**
 * What became of one event, committed: the trace that it went to as it stands after it.
 *
 * @param toolCount tool calls in the trace
 * @param durationMs end minus start of the trace, or null while it is open
 * @param reward the stored reward's worth, null for other events and for a reward that says nothing of the outcome
 * @param duplicate whether an event of the same identity had been stored before, and nothing was changed now
 */
public record Written(
        String traceId, String sessionKey, long toolCount, Long durationMs, Double reward, boolean duplicate) {}
