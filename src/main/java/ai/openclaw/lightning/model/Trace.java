package ai.openclaw.lightning.model;

import java.util.List;
import java.util.Objects;

/**
 * A stored trace as read back, without its tool calls and rewards. Unknown references are null.
 *
 * @param id grows with the order in which traces were first received
 * @param message plain text
 * @param failure the class of error behind a failure, by the source whose verdict counts
 * @param metadata JSON: the end's metadata overlaid with the start's; cut if one of them was cut
 * @param toolsFailed the tools of which a call failed, by name and at most {@value #TOOLS_FAILED_MAX}; none where the calls
 *     themselves are read as well
 * @param arms JSON text: the array of arm assignments
 * @param sender the name of the key with which its first event came; null for this machine
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
        String failure,
        Double reward,
        Long tokensUsed,
        Long latencyMs,
        String agentId,
        String model,
        String taskKey,
        String promptVersion,
        TraceOrigin origin,
        String parentTraceId,
        Content metadata,
        List<String> toolsUsed,
        List<String> toolsFailed,
        long toolCount,
        String arms,
        String sender) {

    /** More would tell a person no more. */
    public static final int TOOLS_FAILED_MAX = 20;

    public Trace {
        Objects.requireNonNull(origin, "origin");
        toolsUsed = List.copyOf(toolsUsed);
        toolsFailed = List.copyOf(toolsFailed);
    }

    /** End minus start in milliseconds, never negative; null while one of them is unknown. */
    public Long durationMs() {
        return endTime == null || startTime == null ? null : Math.max(0, endTime - startTime);
    }
}
