package ai.openclaw.lightning.model;

import java.util.List;

/**
 * A stored trace as read back, without its tool calls and rewards. Unknown references are null.
 *
 * @param id grows with the order in which traces were first received
 * @param message plain text
 * @param metadata JSON: the end's metadata overlaid with the start's; cut if one of them was cut
 * @param arms JSON text: the array of arm assignments
 */
public record Trace(
        long id,
        String traceId,
        String sessionKey,
        TraceStatus status,
        Content message,
        Long startTime,
        Long endTime,
        Boolean success,
        Double reward,
        Long tokensUsed,
        Long latencyMs,
        String agentId,
        String model,
        String taskKey,
        String promptVersion,
        Content metadata,
        List<String> toolsUsed,
        long toolCount,
        String arms) {

    public Trace {
        toolsUsed = List.copyOf(toolsUsed);
    }

    /** End minus start in milliseconds, never negative; null while one of them is unknown. */
    public Long durationMs() {
        return endTime == null || startTime == null ? null : Math.max(0, endTime - startTime);
    }
}
