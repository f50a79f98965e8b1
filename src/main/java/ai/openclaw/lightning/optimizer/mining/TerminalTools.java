package ai.openclaw.lightning.optimizer.mining;

import ai.openclaw.lightning.optimizer.ScoredCall;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tools that end a trace: handing over to a person, submitting an answer. They go with good or bad outcomes because the
 * trace is over, so they are neither recommended nor counted as a choice.
 */
final class TerminalTools {

    private static final int CALLS_MIN = 20;
    private static final double LAST_SHARE_MIN = 0.8;

    private final Map<String, long[]> callsAndLast = new HashMap<>();

    void count(List<ScoredCall> calls, Vocabulary vocabulary) {
        for (int i = 0; i < calls.size(); i++) {
            String name = vocabulary.known(calls.get(i).toolName());
            if (name != null) {
                long[] counts = callsAndLast.computeIfAbsent(name, tool -> new long[2]);
                counts[0]++;
                counts[1] += i == calls.size() - 1 ? 1 : 0;
            }
        }
    }

    /** Whether the agent was seen to call the tool. */
    boolean know(String tool) {
        return callsAndLast.containsKey(tool);
    }

    Set<String> current() {
        Set<String> terminal = new HashSet<>();
        callsAndLast.forEach((tool, counts) -> {
            if (counts[0] >= CALLS_MIN && counts[1] >= LAST_SHARE_MIN * counts[0]) {
                terminal.add(tool);
            }
        });
        return Set.copyOf(terminal);
    }
}
