package ai.openclaw.lightning.model;

import java.util.List;
import java.util.Objects;

/**
 * What the writer must know of a trace to take its next event: everything but its text. A value; each change makes a
 * new one.
 *
 * @param startTime the earliest time of its events
 * @param endTime the time of its end, or of its last event when it was abandoned; null while open
 * @param success newest success of the first source that gave one
 * @param reward newest reward of the first source that gave one
 * @param tokensUsed newest count
 * @param latencyMs newest latency
 * @param toolsUsed distinct tool names, the first {@value #TOOLS_USED_MAX}
 * @param toolCount stored tool calls
 * @param receivedAt when its first event was stored, by the bridge's clock: what retention counts from
 * @param lastEventAt when its last event was stored, by the bridge's clock: what the idle timeout counts from
 * @param lastTimestamp the latest time of its events
 */
public record TraceState(
        String traceId,
        String sessionKey,
        TraceStatus status,
        long startTime,
        Long endTime,
        Sourced<Boolean> success,
        Sourced<Double> reward,
        Timed tokensUsed,
        Timed latencyMs,
        String agentId,
        String model,
        String taskKey,
        String promptVersion,
        List<String> toolsUsed,
        long toolCount,
        long receivedAt,
        long lastEventAt,
        long lastTimestamp) {

    public static final int TOOLS_USED_MAX = 100;

    /** The session key of a trace whose client named none is this and the trace id. */
    public static final String ANONYMOUS_PREFIX = "anon-";

    public TraceState {
        Objects.requireNonNull(traceId, "traceId");
        Objects.requireNonNull(sessionKey, "sessionKey");
        Objects.requireNonNull(status, "status");
        toolsUsed = List.copyOf(toolsUsed);
    }

    /** A value with its source and the time it is of. */
    public record Sourced<T>(T value, RewardSource source, long at) {

        /** The one that counts: of the more trusted source, or of the same source and not older. Either may be null. */
        public static <T> Sourced<T> better(Sourced<T> stored, Sourced<T> other) {
            if (stored == null || other == null) {
                return stored == null ? other : stored;
            }
            int trust = other.source.compareTo(stored.source);
            return trust < 0 || (trust == 0 && other.at >= stored.at) ? other : stored;
        }
    }

    /** A number with the time it is of. */
    public record Timed(long value, long at) {

        /** The newer one; either may be null. */
        public static Timed newer(Timed stored, Timed other) {
            if (stored == null || other == null) {
                return stored == null ? other : stored;
            }
            return other.at >= stored.at ? other : stored;
        }
    }

    /** A trace that its first event opens. */
    public static TraceState opened(String traceId, String sessionKey, long timestamp, long now) {
        String key = sessionKey == null ? ANONYMOUS_PREFIX + traceId : sessionKey;
        return new TraceState(
                traceId,
                key,
                TraceStatus.OPEN,
                timestamp,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                0,
                now,
                now,
                timestamp);
    }

    /** End minus start in milliseconds, never negative; null while open. */
    public Long durationMs() {
        return endTime == null ? null : Math.max(0, endTime - startTime);
    }
}
