package ai.openclaw.lightning.model;

import java.util.List;

/**
 * A trace with a page of its tool calls and a page of its rewards, each in the order of their timestamps.
 *
 * @param nextCalls where the next page of tool calls starts, null when this page is the last
 * @param nextRewards where the next page of rewards starts, null when this page is the last
 */
public record TraceDetail(
        Trace trace,
        List<StoredCall> calls,
        CallsCursor nextCalls,
        List<StoredReward> rewards,
        RewardsCursor nextRewards) {

    /** The most rows in a page of tool calls; {@link TracePage#BYTES_MAX} also ends a page. */
    public static final int CALLS_MAX = 500;

    /** The most rows in a page of rewards; {@link #REWARDS_BYTES_MAX} also limits its texts. */
    public static final int REWARDS_MAX = 500;

    /** Only a part of a page, which leaves room for tool calls. A single reward that is larger comes alone. */
    public static final int REWARDS_BYTES_MAX = TracePage.BYTES_MAX / 4;

    public TraceDetail {
        calls = List.copyOf(calls);
        rewards = List.copyOf(rewards);
    }

    /** A place in a trace's tool calls: after the call of that timestamp and row id. */
    public record CallsCursor(long timestamp, long id) {

        /** Before the first call. */
        public static final CallsCursor START = new CallsCursor(Long.MIN_VALUE, Long.MIN_VALUE);

        /** After the last call, for callers that want no calls. */
        public static final CallsCursor END = new CallsCursor(Long.MAX_VALUE, Long.MAX_VALUE);

        /** The place after that call. */
        public static CallsCursor after(StoredCall call) {
            return new CallsCursor(call.timestamp(), call.id());
        }
    }

    /** A place in a trace's rewards: after the reward of that timestamp and row id. */
    public record RewardsCursor(long timestamp, long id) {

        /** Before the first reward. */
        public static final RewardsCursor START = new RewardsCursor(Long.MIN_VALUE, Long.MIN_VALUE);

        /** The place after that reward. */
        public static RewardsCursor after(StoredReward reward) {
            return new RewardsCursor(reward.timestamp(), reward.id());
        }
    }

    /** A stored tool call; {@code params} and {@code result} are JSON, {@code error} is plain text. */
    public record StoredCall(
            long id,
            String callId,
            String toolName,
            Content params,
            Content result,
            Content error,
            Long exitCode,
            Long durationMs,
            Long timestamp) {}

    /** A stored reward; {@code metadata} is JSON. */
    public record StoredReward(
            long id,
            String rewardId,
            String source,
            Boolean success,
            String failure,
            Double value,
            Double reward,
            Long tokensUsed,
            Long expectedTokens,
            Long latencyMs,
            Double userRating,
            Content metadata,
            Long timestamp) {}
}
