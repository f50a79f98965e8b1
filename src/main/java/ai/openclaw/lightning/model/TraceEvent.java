package ai.openclaw.lightning.model;

import java.util.List;
import java.util.Objects;

/**
 * An event that a client sends: already checked, masked and cut to size, and identified by trace id or session key.
 *
 * <p>{@code params}, {@code result} and {@code metadata} are JSON, {@code message} and {@code error} are plain text. A
 * reference that may be null is null when the client left it out. Times are epoch milliseconds. Immutable, so it may
 * cross threads by reference.
 */
public sealed interface TraceEvent {

    /** The W3C trace id (32 lower-case hex digits, not all 0), or null: then {@link #sessionKey()} finds the trace. */
    String traceId();

    /** The conversation's name, or null. */
    String sessionKey();

    /**
     * When it happened, in epoch milliseconds, by the client's clock, or by the bridge's when the client sent no time.
     */
    long timestamp();

    /** The approximate bytes of its content, which a bounded queue counts. */
    int contentBytes();

    /** The first event of a trace; it always names its trace. */
    record SessionStart(
            String traceId,
            String sessionKey,
            long timestamp,
            Content message,
            String agentId,
            String model,
            String taskKey,
            String promptVersion,
            TraceOrigin origin,
            String parentTraceId,
            Content metadata,
            List<ArmAssignment> arms)
            implements TraceEvent {

        public SessionStart {
            Objects.requireNonNull(traceId, "traceId");
            arms = List.copyOf(arms);
        }

        /** The same event with these arms. */
        public SessionStart withArms(List<ArmAssignment> others) {
            return new SessionStart(
                    traceId,
                    sessionKey,
                    timestamp,
                    message,
                    agentId,
                    model,
                    taskKey,
                    promptVersion,
                    origin,
                    parentTraceId,
                    metadata,
                    others);
        }

        @Override
        public int contentBytes() {
            return lengths(traceId, sessionKey, agentId, model, taskKey, promptVersion, parentTraceId)
                    + lengths(message, metadata);
        }
    }

    /**
     * One tool execution. {@code error} is null for a call that succeeded, even if the exit code is not 0: the exit code of
     * some commands is their answer.
     */
    record ToolCall(
            String traceId,
            String sessionKey,
            long timestamp,
            String callId,
            String toolName,
            Content params,
            Content result,
            Content error,
            Long exitCode,
            Long durationMs)
            implements TraceEvent {

        public ToolCall {
            requireIdentity(traceId, sessionKey);
            Objects.requireNonNull(toolName, "toolName");
        }

        @Override
        public int contentBytes() {
            return lengths(traceId, sessionKey, callId, toolName) + lengths(params, result, error);
        }
    }

    /**
     * A signal about a trace. {@code reward} is what the signal is worth by the reward formula, null when it says
     * nothing about the outcome (tokens and latency alone). {@code failure} is the class of error behind a failure.
     */
    record Reward(
            String traceId,
            String sessionKey,
            long timestamp,
            String rewardId,
            RewardSource source,
            Boolean success,
            String failure,
            Double value,
            Double reward,
            Long tokensUsed,
            Long expectedTokens,
            Long latencyMs,
            Double userRating,
            Content metadata)
            implements TraceEvent {

        public Reward {
            requireIdentity(traceId, sessionKey);
            Objects.requireNonNull(source, "source");
        }

        @Override
        public int contentBytes() {
            return lengths(traceId, sessionKey, rewardId, failure) + lengths(metadata);
        }
    }

    /** The last event of a trace. {@code failure} is the class of error behind a failure. */
    record SessionEnd(
            String traceId, String sessionKey, long timestamp, Boolean success, String failure, Content metadata)
            implements TraceEvent {

        public SessionEnd {
            requireIdentity(traceId, sessionKey);
        }

        @Override
        public int contentBytes() {
            return lengths(traceId, sessionKey, failure) + lengths(metadata);
        }
    }

    private static void requireIdentity(String traceId, String sessionKey) {
        if (traceId == null && sessionKey == null) {
            throw new IllegalArgumentException("an event needs a trace id or a session key");
        }
    }

    private static int lengths(String... texts) {
        int bytes = 0;
        for (String text : texts) {
            bytes += text == null ? 0 : text.length();
        }
        return bytes;
    }

    private static int lengths(Content... contents) {
        int bytes = 0;
        for (Content content : contents) {
            bytes += content == null ? 0 : content.text().length();
        }
        return bytes;
    }
}
