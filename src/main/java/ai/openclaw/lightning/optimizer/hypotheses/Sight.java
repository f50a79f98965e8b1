package ai.openclaw.lightning.optimizer.hypotheses;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the helper is told about one agent. Immutable.
 *
 * @param agentId null for the agent without a name; it is not told
 * @param traces closed ones
 * @param trials of this agent that have ended
 * @param tools the most called first
 * @param arguments by tool
 * @param contrasts the clearest first
 * @param pair null while there is none
 * @param rules the sentences that the agent is told
 * @param verdicts on earlier ideas, the latest first
 */
public record Sight(
        String agentId,
        long traces,
        long trials,
        List<Tool> tools,
        Map<String, Set<String>> arguments,
        List<Contrast> contrasts,
        Skeletons.Pair pair,
        List<String> rules,
        List<Verdict> verdicts) {

    public Sight {
        tools = List.copyOf(tools);
        arguments = Map.copyOf(arguments);
        contrasts = List.copyOf(contrasts);
        rules = List.copyOf(rules);
        verdicts = List.copyOf(verdicts);
    }

    /** A tool and how often it failed. */
    public record Tool(String name, long calls, long errors) {}

    /** What became of a rule: its sentence and its status. */
    public record Verdict(String rule, String status) {}
}
