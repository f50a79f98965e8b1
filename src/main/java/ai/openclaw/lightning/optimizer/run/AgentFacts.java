package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.model.TraceEvidence;
import ai.openclaw.lightning.optimizer.Identifier;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Facts about an agent that the learners do not keep. Not thread-safe. */
final class AgentFacts {

    private static final int TOOLS_MAX = 200;
    private static final int ERROR_CLASSES_MAX = 200;
    private static final double WEEK_MS = 7 * 24 * 3_600_000.0;
    private static final double DAY_MS = WEEK_MS / 7;

    /** Each tool with the number of the latest trace that called it. */
    private final Map<String, Long> tools = new HashMap<>();

    private final Set<String> errorClasses = new HashSet<>();
    private long traces;
    private long firstAt = Long.MAX_VALUE;

    void learn(TraceEvidence trace, boolean isNew) {
        if (isNew) {
            traces++;
            firstAt = Math.min(firstAt, trace.receivedAt());
        }
        for (TraceEvidence.Call call : trace.calls()) {
            String tool = call.toolName();
            if (tools.containsKey(tool) || (tools.size() < TOOLS_MAX && Identifier.isSafe(tool))) {
                tools.put(tool, traces);
            }
        }
        addUpTo(ERROR_CLASSES_MAX, errorClasses, Scoring.errorClasses(trace));
    }

    private static void addUpTo(int max, Set<String> set, Collection<String> more) {
        for (String one : more) {
            if (set.size() < max) {
                set.add(one);
            }
        }
    }

    /** The tools that may appear in a rule. */
    Set<String> tools() {
        return tools.keySet();
    }

    /** How many of the latest traces in a row did not call the tool; 0 when it tracks too many tools to know. */
    long tracesWithout(String tool) {
        Long last = tools.get(tool);
        return last == null && tools.size() >= TOOLS_MAX ? 0 : traces - (last == null ? 0 : last);
    }

    Set<String> errorClasses() {
        return errorClasses;
    }

    /** Averaged since the first trace, over at least a day, so that one busy minute does not set a week's rate. */
    double tracesPerWeek(long now) {
        return traces * WEEK_MS / Math.max(DAY_MS, (double) (now - firstAt));
    }
}
