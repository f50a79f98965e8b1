package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.model.OptimizerView.FailingTool;
import ai.openclaw.lightning.model.OptimizerView.LearnedAgent;
import ai.openclaw.lightning.model.TraceEvidence;
import ai.openclaw.lightning.model.Trigger;
import ai.openclaw.lightning.optimizer.Identifier;
import ai.openclaw.lightning.optimizer.hypotheses.Sight;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Facts about an agent that the learners do not keep. Not thread-safe. */
final class AgentFacts {

    private static final int TOOLS_MAX = 200;
    private static final int ERROR_CLASSES_MAX = 200;

    /** Below so many calls a tool may have failed by chance; at this share of errors something is wrong with it. */
    private static final int FAILING_CALLS_MIN = 20;

    private static final double FAILING_ERRORS = 0.9;

    private static final double WEEK_MS = 7 * 24 * 3_600_000.0;
    private static final double DAY_MS = WEEK_MS / 7;

    /** So many traces are enough for another try of a rule. */
    static final int LATEST = 500;

    private static final class ToolFacts {
        /** The number of the latest trace that called it. */
        private long lastTrace;

        private long calls;
        private long errors;
        private long tracesCalling;
        private long tracesFailing;
        private long lastFailing;

        private void count(long trace, boolean failed) {
            calls++;
            tracesCalling += lastTrace == trace ? 0 : 1;
            if (failed) {
                errors++;
                tracesFailing += lastFailing == trace ? 0 : 1;
                lastFailing = trace;
            }
        }
    }

    private final Map<String, ToolFacts> tools = new HashMap<>();

    private final Set<String> errorClasses = new HashSet<>();
    private long traces;
    private long calls;
    private long calling;
    private long scored;
    private long firstAt = Long.MAX_VALUE;

    private final AgentOutcomes outcomes = new AgentOutcomes();

    /** When the latest traces were received; a ring. */
    private final long[] latest = new long[LATEST];

    void learn(TraceEvidence trace, boolean isNew) {
        if (isNew) {
            traces++;
            latest[(int) (traces % latest.length)] = trace.receivedAt();
            firstAt = Math.min(firstAt, trace.receivedAt());
            calls += trace.calls().size();
            calling += trace.calls().isEmpty() ? 0 : 1;
        }
        for (TraceEvidence.Call call : trace.calls()) {
            String tool = call.toolName();
            if (tools.containsKey(tool) || (tools.size() < TOOLS_MAX && Identifier.isSafe(tool))) {
                ToolFacts facts = tools.computeIfAbsent(tool, name -> new ToolFacts());
                if (isNew) {
                    facts.count(traces, call.errorHead() != null);
                }
                facts.lastTrace = traces;
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

    /** What it called, the most called first. */
    List<Sight.Tool> calls() {
        return tools.entrySet().stream()
                .map(tool -> new Sight.Tool(tool.getKey(), tool.getValue().calls, tool.getValue().errors))
                .sorted(Comparator.comparingLong((Sight.Tool tool) -> -tool.calls())
                        .thenComparing(Sight.Tool::name))
                .toList();
    }

    /** The number of traces learned from. */
    long traces() {
        return traces;
    }

    /** How many of the latest traces in a row did not call the tool; 0 when it tracks too many tools to know. */
    long tracesWithout(String tool) {
        ToolFacts facts = tools.get(tool);
        return facts == null && tools.size() >= TOOLS_MAX ? 0 : traces - (facts == null ? 0 : facts.lastTrace);
    }

    /**
     * Tools that fail nearly always. No rule follows: the agent may have no other, or succeed with the few calls that work.
     */
    List<FailingTool> failingTools(String agentId) {
        return tools.entrySet().stream()
                .filter(tool -> tool.getValue().calls >= FAILING_CALLS_MIN
                        && tool.getValue().errors >= FAILING_ERRORS * tool.getValue().calls)
                .map(tool -> new FailingTool(agentId, tool.getKey(), tool.getValue().calls, tool.getValue().errors))
                .toList();
    }

    /** The share of the traces that got into the situation, in (0, 1]; 1 where it is not counted. */
    double share(Trigger situation) {
        ToolFacts facts = tools.get(situation.tool());
        if (facts == null || traces == 0) {
            return 1;
        }
        long reached = situation.kind() == Trigger.Kind.FAILED ? facts.tracesFailing : facts.tracesCalling;
        return Math.max(1, reached) / (double) traces;
    }

    /** The mean number of calls, at least 1. */
    double callsPerTrace() {
        return Math.max(1, traces == 0 ? 1 : (double) calls / traces);
    }

    /** Whether {@value #LATEST} new traces have come since. */
    boolean hasManySince(long time) {
        return traces >= LATEST && latest[(int) ((traces + 1) % LATEST)] > time;
    }

    Set<String> errorClasses() {
        return errorClasses;
    }

    AgentOutcomes outcomes() {
        return outcomes;
    }

    /** Notes that so many more of its traces have an outcome. */
    void countScored(int more) {
        scored += more;
    }

    LearnedAgent learned(long now, long needed) {
        return new LearnedAgent(perWeek(now), traces, scored, calling, needed, outcomes.view());
    }

    /** Traces a week, on average since the first, over at least a day, so that one busy minute does not set a week's rate. */
    double perWeek(long now) {
        return traces * WEEK_MS / Math.max(DAY_MS, (double) (now - firstAt));
    }
}
