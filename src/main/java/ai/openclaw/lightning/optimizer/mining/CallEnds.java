package ai.openclaw.lightning.optimizer.mining;

import ai.openclaw.lightning.optimizer.ErrorClass;
import ai.openclaw.lightning.optimizer.Family;
import ai.openclaw.lightning.optimizer.ScoredCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The decisions that depend on how a call ended: with an error of a certain class, or with a result that is empty, longer
 * than usual for the agent, or the same as before although something else was asked.
 */
final class CallEnds {

    /** Further states of an agent are not followed, so that many classes of errors leave room for other decisions. */
    private static final int STATES_MAX = 150;

    private static final int TOOLS_MAX = 500;

    /** Results are measured in lines rather than in words. */
    private static final int BYTES = 32;

    private final Map<String, UsualLength> lengths = new HashMap<>();
    private final Set<DecisionState> followed = new HashSet<>();

    /** @param isNew whether the trace is to be counted towards what is usual */
    List<Visit> of(List<ScoredCall> calls, boolean isNew, Set<Family> families, Vocabulary vocabulary) {
        List<Visit> visits = new ArrayList<>();
        Set<DecisionState> reached = new HashSet<>();
        for (int i = 0; i < calls.size(); i++) {
            for (DecisionState state : statesAfter(calls, i, isNew, families, vocabulary)) {
                if (reached.add(state) && i + 1 < calls.size() && isFollowed(state)) {
                    visits.add(Visit.choice(state, calls.get(i), calls.get(i + 1), vocabulary));
                }
            }
        }
        return visits;
    }

    private boolean isFollowed(DecisionState state) {
        return followed.contains(state) || (followed.size() < STATES_MAX && followed.add(state));
    }

    private List<DecisionState> statesAfter(
            List<ScoredCall> calls, int index, boolean isNew, Set<Family> families, Vocabulary vocabulary) {
        ScoredCall call = calls.get(index);
        String tool = vocabulary.known(call.toolName());
        List<DecisionState> states = new ArrayList<>(2);
        if (tool == null) {
            return states;
        }
        if (call.errored()) {
            if (families.contains(Family.ERROR_CLASSES) && ErrorClass.isKnown(call.errorClass())) {
                states.add(new DecisionState.FirstErrorOf(tool, call.errorClass()));
            }
        } else if (families.contains(Family.RESULTS) && call.resultShape() != null) {
            if (call.resultShape().isEmpty()) {
                states.add(new DecisionState.FirstResult(tool, DecisionState.ResultKind.EMPTY));
            } else if (isLong(tool, call.resultShape().bytes(), isNew)) {
                states.add(new DecisionState.FirstResult(tool, DecisionState.ResultKind.LONG));
            }
            if (!call.resultShape().isEmpty() && bringsNothingNew(call, calls.subList(0, index))) {
                states.add(new DecisionState.FirstResult(tool, DecisionState.ResultKind.SAME));
            }
        }
        return states;
    }

    private boolean isLong(String tool, long bytes, boolean isNew) {
        if (!lengths.containsKey(tool) && lengths.size() == TOOLS_MAX) {
            return false;
        }
        UsualLength usual = lengths.computeIfAbsent(tool, name -> new UsualLength());
        boolean isLong = usual.isLong(bytes / BYTES);
        if (isNew) {
            usual.count(bytes / BYTES);
        }
        return isLong;
    }

    /** A repeated call is another matter: there the same result is to be expected. */
    private static boolean bringsNothingNew(ScoredCall call, List<ScoredCall> earlier) {
        return call.resultDigest() != null
                && earlier.stream()
                        .anyMatch(one -> !one.errored()
                                && one.toolName().equals(call.toolName())
                                && !one.sameAs(call)
                                && call.resultDigest().equals(one.resultDigest()));
    }
}
