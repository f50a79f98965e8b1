package ai.openclaw.lightning.optimizer.mining;

import ai.openclaw.lightning.optimizer.Family;
import ai.openclaw.lightning.optimizer.ScoredCall;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The decisions about what to have done before: before the first call of a tool, and before the last call of a trace. */
final class EarlierCalls {

    /** Further tools of one trace are ignored: traces with more are seldom alike, and each would be kept by itself. */
    private static final int TOOLS_MAX = 8;

    private EarlierCalls() {}

    static List<Visit> of(List<ScoredCall> calls, Set<Family> families, Vocabulary vocabulary) {
        List<Visit> visits = new ArrayList<>();
        Set<Action> before = new LinkedHashSet<>();
        for (int i = 0; i < calls.size(); i++) {
            String tool = vocabulary.known(calls.get(i).toolName());
            if (tool == null) {
                continue;
            }
            if (i > 0 && i == calls.size() - 1 && families.contains(Family.BEFORE_END)) {
                visits.add(new Visit(new DecisionState.End(tool), tool, atTheEnd(before, calls.get(i - 1))));
            }
            Action called = new Action.Before(tool);
            if (before.size() < TOOLS_MAX && !before.contains(called)) {
                if (families.contains(Family.PREREQUISITES)) {
                    visits.add(new Visit(new DecisionState.FirstUse(tool), tool, before));
                }
                before.add(called);
            }
        }
        return visits;
    }

    private static Set<Action> atTheEnd(Set<Action> before, ScoredCall last) {
        Set<Action> actions = new HashSet<>(before);
        if (last.errored()) {
            actions.add(new Action.AfterFailure());
        }
        return actions;
    }
}
