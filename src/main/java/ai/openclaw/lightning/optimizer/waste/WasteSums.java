package ai.openclaw.lightning.optimizer.waste;

import ai.openclaw.lightning.model.SuggestionEvidence;
import ai.openclaw.lightning.model.SuggestionEvidence.Metric;
import ai.openclaw.lightning.optimizer.ScoredCall;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The cost of one kind of waste with one tool. */
final class WasteSums {

    private final Deque<String> examples = new ArrayDeque<>();
    private long traces;
    private long calls;
    private long durationMs;
    private long tokens;

    void add(String traceId, List<ScoredCall> wasted) {
        traces++;
        calls += wasted.size();
        for (ScoredCall call : wasted) {
            durationMs += call.durationMs() == null ? 0 : call.durationMs();
            tokens += call.tokens() == null ? 0 : call.tokens();
        }
        examples.addFirst(traceId);
        if (examples.size() > SuggestionEvidence.TRACE_IDS_MAX) {
            examples.removeLast();
        }
    }

    long traces() {
        return traces;
    }

    long calls() {
        return calls;
    }

    List<String> examples() {
        return List.copyOf(examples);
    }

    /** Tokens where clients report them, else time, else the number of calls. */
    Metric metric() {
        if (tokens > 0) {
            return Metric.TOKENS;
        }
        return durationMs > 0 ? Metric.LATENCY_MS : Metric.CALLS;
    }

    /** In units of the metric. */
    double total() {
        return switch (metric()) {
            case TOKENS -> tokens;
            case LATENCY_MS -> durationMs;
            default -> calls;
        };
    }
}
