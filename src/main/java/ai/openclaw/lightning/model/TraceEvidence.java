package ai.openclaw.lightning.model;

import ai.openclaw.lightning.model.TraceState.Labels;
import ai.openclaw.lightning.model.Verdicts.Verdict;
import java.util.List;
import java.util.Objects;

/**
 * A closed trace as the optimizer reads it: bounded, with only the beginnings of texts. Unknown references are null.
 *
 * @param id grows with the order in which traces were first received
 * @param receivedAt the bridge's clock, epoch milliseconds
 * @param message the first {@value #MESSAGE_MAX} characters, also of one that was cut
 * @param crashed whether the agent reported at the end that it crashed ({@code "crashed": true} in its metadata)
 * @param others what sources that do not judge say, beside the one that counts
 * @param calls in the order they were made, the first {@value #CALLS_MAX} stored ones
 */
public record TraceEvidence(
        long id,
        String traceId,
        String sessionKey,
        TraceStatus status,
        Labels labels,
        long receivedAt,
        String message,
        boolean crashed,
        Boolean success,
        RewardSource successSource,
        List<Verdict> others,
        Double reward,
        RewardSource rewardSource,
        Long tokensUsed,
        Long expectedTokens,
        Long latencyMs,
        List<Call> calls) {

    public static final int MESSAGE_MAX = 4_000;
    public static final int CALLS_MAX = 200;
    public static final int HEAD_MAX = 1_000;
    public static final int ERROR_MAX = 200;
    public static final int RESULT_END_MAX = 200;
    public static final int ARGUMENTS_MAX = 32;

    public TraceEvidence {
        Objects.requireNonNull(traceId, "traceId");
        Objects.requireNonNull(status, "status");
        others = List.copyOf(others);
        calls = List.copyOf(calls);
    }

    /**
     * A tool call; of its result only so much that two of them can be told apart.
     *
     * @param paramsHead the first {@value #HEAD_MAX} characters of the params' JSON
     * @param paramsLength the whole length in characters, or in bytes when the params were cut
     * @param argumentNames top-level keys of the params, at most {@value #ARGUMENTS_MAX}; none of params that were cut
     * @param resultEnds the first {@value #RESULT_END_MAX} characters and the last ones, joined; null without a result
     * @param resultLength the whole length in bytes
     * @param errorHead the first {@value #ERROR_MAX} characters; null for a call that succeeded
     * @param exitCode of its command; null when it was not sent
     */
    public record Call(
            String toolName,
            String paramsHead,
            long paramsLength,
            List<String> argumentNames,
            String resultEnds,
            long resultLength,
            String errorHead,
            Long exitCode,
            Long durationMs) {

        public Call {
            argumentNames = List.copyOf(argumentNames);
        }
    }
}
