package ai.openclaw.lightning.optimizer;

import java.util.List;
import java.util.Objects;

/**
 * An ended trace with its outcome: what an {@link Optimizer} learns from.
 *
 * @param receivedOrder grows with the order in which traces were stored (the row id works); shows which traces came
 *     after a claim
 * @param sessionKey the conversation it belongs to
 * @param agentId may be null: the agent without a name
 * @param model may be null
 * @param promptVersion may be null
 * @param taskKey what the client says the task is; null when it does not
 * @param firstMessage the user's message; used for its words' hashes only, never shown; may be null
 * @param calls in the order they were made
 * @param outcome in [0, 1]; null when unknown, which differs from 0
 * @param rewardSource who gave the outcome; null without one
 * @param tokensUsed by the whole trace; null when unknown
 * @param latencyMs of the whole trace; null when unknown
 * @param sender the name of the key with which it came; null for this machine
 */
public record ScoredTrace(
        String traceId,
        long receivedOrder,
        String sessionKey,
        String agentId,
        String model,
        String promptVersion,
        String taskKey,
        String firstMessage,
        List<ScoredCall> calls,
        Double outcome,
        String rewardSource,
        Long tokensUsed,
        Long latencyMs,
        String sender) {

    public ScoredTrace {
        Objects.requireNonNull(traceId, "traceId");
        Objects.requireNonNull(sessionKey, "sessionKey");
        calls = List.copyOf(calls);
        if (outcome != null && !(outcome >= 0 && outcome <= 1)) {
            throw new IllegalArgumentException("an outcome lies in [0, 1]: " + outcome);
        }
    }

    /** A trace of this machine. */
    public ScoredTrace(
            String traceId,
            long receivedOrder,
            String sessionKey,
            String agentId,
            String model,
            String promptVersion,
            String taskKey,
            String firstMessage,
            List<ScoredCall> calls,
            Double outcome,
            String rewardSource,
            Long tokensUsed,
            Long latencyMs) {
        this(
                traceId,
                receivedOrder,
                sessionKey,
                agentId,
                model,
                promptVersion,
                taskKey,
                firstMessage,
                calls,
                outcome,
                rewardSource,
                tokensUsed,
                latencyMs,
                null);
    }

    /** The agent's name, empty for the agent without one. */
    public String agentOrEmpty() {
        return agentId == null ? "" : agentId;
    }

    /** Whether there is an outcome. */
    public boolean isScored() {
        return outcome != null;
    }
}
