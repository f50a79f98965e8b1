package ai.openclaw.lightning.optimizer.mining;

import ai.openclaw.lightning.optimizer.ArgumentShape;
import ai.openclaw.lightning.optimizer.ScoredCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The decisions about what a text argument is like: whether its words are the request's, and how long it is at the end,
 * against what is usual for the agent. Elsewhere the length follows from the task: a hard question needs a long query.
 */
final class ArgumentVisits {

    /** Further arguments of an agent are not followed. */
    private static final int ARGUMENTS_MAX = 500;

    private static final int USUAL_MIN = 10;
    private static final int BUCKETS = 16;

    /** How many arguments had a length of which the number of binary digits is the index. */
    private final Map<DecisionState, int[]> lengths = new HashMap<>();

    /** @param isNew whether the trace is to be counted towards what is usual */
    List<Visit> of(List<ScoredCall> calls, boolean isNew, Vocabulary vocabulary) {
        List<Visit> visits = new ArrayList<>();
        Set<DecisionState> reached = new HashSet<>();
        for (int i = 0; i < calls.size(); i++) {
            boolean isLast = i == calls.size() - 1;
            String tool = vocabulary.known(calls.get(i).toolName());
            for (Map.Entry<String, ArgumentShape> one :
                    new TreeMap<>(calls.get(i).argumentShapes()).entrySet()) {
                String name = vocabulary.known(one.getKey());
                if (tool == null || name == null) {
                    continue;
                }
                DecisionState first = new DecisionState.FirstText(tool, name);
                if (reached.add(first)) {
                    visits.add(new Visit(
                            first, tool, one.getValue().fromRequest() ? Set.of(new Action.FromRequest()) : Set.of()));
                }
                DecisionState last = new DecisionState.LastText(tool, name);
                if (isLast && isFollowed(last)) {
                    visits.add(new Visit(last, tool, length(last, one.getValue(), isNew)));
                }
            }
        }
        return visits;
    }

    private boolean isFollowed(DecisionState state) {
        return lengths.containsKey(state) || lengths.size() < ARGUMENTS_MAX;
    }

    private Set<Action> length(DecisionState state, ArgumentShape shape, boolean isNew) {
        int[] counts = lengths.computeIfAbsent(state, s -> new int[BUCKETS]);
        int bucket = Math.min(BUCKETS - 1, Integer.SIZE - Integer.numberOfLeadingZeros(shape.words()));
        int total = IntStream.of(counts).sum();
        int below = IntStream.of(counts).limit(bucket).sum();
        Set<Action> actions = new HashSet<>();
        if (total >= USUAL_MIN && 2 * (below + counts[bucket]) <= total) {
            actions.add(new Action.Shorter());
        }
        if (total >= USUAL_MIN && 2 * below >= total) {
            actions.add(new Action.Longer());
        }
        counts[bucket] += isNew ? 1 : 0;
        return actions;
    }
}
