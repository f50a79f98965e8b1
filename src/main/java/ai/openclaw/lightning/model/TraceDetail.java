package ai.openclaw.lightning.model;

import java.util.List;

/**
 * A trace with its tool calls, in the order of their timestamps, and its rewards.
 *
 * @param nextCalls where the next page of tool calls starts, null when this page is the last
 */
public record TraceDetail(Trace trace, List<StoredCall> calls, CallsCursor nextCalls, List<StoredReward> rewards) {

    public TraceDetail {
        calls = List.copyOf(calls);
        rewards = List.copyOf(rewards);
    }

    /** A place in a trace's tool calls: after the call of that timestamp and row id. */
    public record CallsCursor(long timestamp, long id) {

        /** Before the first call. */
        public static final CallsCursor START = new CallsCursor(Long.MIN_VALUE, Long.MIN_VALUE);
    }

    /** A stored tool call; {@code params} and {@code result} are JSON, {@code error} is plain text. */
    public record StoredCall(
            long id,
            String callId,
            String toolName,
            Content params,
            Content result,
            Content error,
            Long durationMs,
            Long timestamp) {}

    /** A stored reward; {@code metadata} is JSON. */
    public record StoredReward(
            String rewardId,
            String source,
            Boolean success,
            Double value,
            Double reward,
            Long tokensUsed,
            Long expectedTokens,
            Long latencyMs,
            Double userRating,
            Content metadata,
            Long timestamp) {}
}
