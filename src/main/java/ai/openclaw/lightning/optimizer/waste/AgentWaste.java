package ai.openclaw.lightning.optimizer.waste;

import ai.openclaw.lightning.optimizer.Identifier;
import ai.openclaw.lightning.optimizer.OptimizerSettings;
import ai.openclaw.lightning.optimizer.ScoredCall;
import ai.openclaw.lightning.optimizer.ScoredTrace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The waste of one agent. Outcomes play no part, so a trace that is learned again changes nothing. */
final class AgentWaste {

    private static final int TOOLS_MAX = 200;

    /** An unchanged retry that often works is no waste. */
    private static final double RETRY_FAILS_AGAIN = 0.8;

    /** What is wasted, and with which tool. */
    record Key(WasteKind kind, String tool) {}

    /** A way of waste that is worth a rule. */
    record Found(Key key, WasteSums sums) {}

    private final Set<String> known = new HashSet<>();
    private final Map<Key, WasteSums> sums = new LinkedHashMap<>();
    private final Map<String, ToolCounts> tools = new HashMap<>();

    private static final class ToolCounts {
        private long retries;
        private long retriesFailed;
    }

    void learn(ScoredTrace trace) {
        if (!known.add(trace.traceId())) {
            return;
        }
        Map<Key, List<ScoredCall>> wasted = new LinkedHashMap<>();
        for (int i = 0; i < trace.calls().size(); i++) {
            ScoredCall call = trace.calls().get(i);
            if (!isFollowed(call.toolName())) {
                continue;
            }
            ToolCounts counts = tools.computeIfAbsent(call.toolName(), tool -> new ToolCounts());
            boolean retry = i > 0
                    && trace.calls().get(i - 1).errored()
                    && trace.calls().get(i - 1).sameAs(call);
            counts.retries += retry ? 1 : 0;
            counts.retriesFailed += retry && call.errored() ? 1 : 0;
            if (retry && call.errored()) {
                note(wasted, WasteKind.RETRIED_UNCHANGED, call);
            } else if (!call.errored() && repeatsSuccess(trace.calls().subList(0, i), call)) {
                note(wasted, WasteKind.REPEATED, call);
            }
        }
        wasted.forEach(
                (key, calls) -> sums.computeIfAbsent(key, k -> new WasteSums()).add(trace.traceId(), calls));
    }

    /** A name that must not stand in a rule is not kept, and of the others not too many. */
    private boolean isFollowed(String tool) {
        return tools.containsKey(tool) || (tools.size() < TOOLS_MAX && Identifier.isSafe(tool));
    }

    private static void note(Map<Key, List<ScoredCall>> wasted, WasteKind kind, ScoredCall call) {
        wasted.computeIfAbsent(new Key(kind, call.toolName()), key -> new ArrayList<>())
                .add(call);
    }

    /** Calls of other tools in between may have changed what the call reads: only neighbours of the same tool count. */
    private static boolean repeatsSuccess(List<ScoredCall> before, ScoredCall call) {
        for (int i = before.size() - 1; i >= 0; i--) {
            ScoredCall earlier = before.get(i);
            if (!earlier.toolName().equals(call.toolName())) {
                return false;
            }
            if (earlier.sameAs(call)) {
                return call.repeats(earlier);
            }
        }
        return false;
    }

    /** The waste that is worth a rule, the most frequent first. */
    List<Found> found(OptimizerSettings settings) {
        long support = Math.max(settings.supportMin(), (long) Math.ceil(settings.supportShare() * known.size()));
        List<Found> found = new ArrayList<>();
        sums.forEach((key, one) -> {
            if (one.traces() >= support && isWaste(key)) {
                found.add(new Found(key, one));
            }
        });
        found.sort(Comparator.comparingLong((Found one) -> -one.sums().calls())
                .thenComparing(one -> one.key().tool())
                .thenComparing(one -> one.key().kind()));
        return found;
    }

    private boolean isWaste(Key key) {
        ToolCounts counts = tools.get(key.tool());
        return switch (key.kind()) {
            case REPEATED -> true;
            case RETRIED_UNCHANGED -> counts.retriesFailed >= RETRY_FAILS_AGAIN * counts.retries;
        };
    }

    int traceCount() {
        return known.size();
    }
}
