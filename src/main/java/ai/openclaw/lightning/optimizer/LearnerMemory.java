package ai.openclaw.lightning.optimizer;

import java.util.List;
import java.util.Map;

/**
 * The knowledge of a learner that its traces do not contain: at which counts it looked, and what it claimed then.
 * Without it, retention (old traces are deleted) would make a restarted learner look again at counts where it had
 * looked before.
 *
 * @param agents by agent id, the agent without a name under the empty string
 */
public record LearnerMemory(Map<String, AgentMemory> agents) {

    public static final LearnerMemory EMPTY = new LearnerMemory(Map.of());

    public LearnerMemory {
        agents = Map.copyOf(agents);
    }

    /**
     * The part of one agent.
     *
     * @param keyedSeen scored traces ever seen that could be compared within a task or a family of tasks
     * @param looksDone how many looks were made
     * @param lastOrder the received order of the latest trace that was counted
     */
    public record AgentMemory(long keyedSeen, int looksDone, long lastOrder, List<Claim> claims) {

        public AgentMemory {
            claims = List.copyOf(claims);
        }
    }

    /**
     * A pattern that passed the test at a look.
     *
     * @param pattern its key, such as {@code first_error:select>next:show}
     * @param positive whether the action went with better outcomes
     * @param madeAtOrder the received order of the last trace before the claim: only later traces can replicate it
     * @param madeAtCount the same number at the look
     * @param p at the look
     * @param attempts looks since then at which it was tested on new traces
     * @param replicated whether one of them confirmed it
     */
    public record Claim(
            String pattern,
            boolean positive,
            long madeAtOrder,
            long madeAtCount,
            double p,
            int attempts,
            boolean replicated) {}
}
