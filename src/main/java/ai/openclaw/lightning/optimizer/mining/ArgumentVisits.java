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

/**
 * The decisions about what a text argument is like: whether its words are the request's, and how long it is at the end,
 * against what is usual for the agent. Elsewhere the length follows from the task: a hard question needs a long query.
 */
final class ArgumentVisits {

    /** Further arguments of an agent are not followed. */
    private static final int ARGUMENTS_MAX = 500;

    private final Map<DecisionState, UsualLength> lengths = new HashMap<>();

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
        UsualLength usual = lengths.computeIfAbsent(state, s -> new UsualLength());
        Set<Action> actions = new HashSet<>();
        if (usual.isShort(shape.words())) {
            actions.add(new Action.Shorter());
        }
        if (usual.isLong(shape.words())) {
            actions.add(new Action.Longer());
        }
        if (isNew) {
            usual.count(shape.words());
        }
        return actions;
    }
}
