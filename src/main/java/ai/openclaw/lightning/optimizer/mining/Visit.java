package ai.openclaw.lightning.optimizer.mining;

import ai.openclaw.lightning.optimizer.Family;
import ai.openclaw.lightning.optimizer.ScoredCall;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A state that a trace reached and continued from.
 *
 * @param nextTool the tool called in that state; empty when its name is not learned from
 * @param actions every action that this call counts as
 */
record Visit(DecisionState state, String nextTool, Set<Action> actions) {

    /** Arguments beyond this many of one call are ignored. */
    private static final int ARGUMENTS_MAX = 16;

    Visit {
        actions = Set.copyOf(actions);
    }

    /**
     * The states of a trace, in the order in which it reached them. The state it ended in does not count: without a
     * further call the agent chose no tool, and many traces end because they succeeded.
     *
     * @param families what is taken in besides, in any order
     * @param stepsMax only states reached within this many calls
     */
    static List<Visit> of(List<ScoredCall> calls, int stepsMax, Set<Family> families, Vocabulary vocabulary) {
        List<Visit> visits = EarlierCalls.of(calls, families, vocabulary);
        int steps = families.contains(Family.ANY_POSITION) ? calls.size() : Math.min(stepsMax, calls.size());
        if (!calls.isEmpty()) {
            visits.add(choice(new DecisionState.Start(), null, calls.get(0), vocabulary));
        }
        Set<DecisionState> reached = new HashSet<>();
        for (int i = 0; i < steps; i++) {
            ScoredCall call = calls.get(i);
            String tool = vocabulary.known(call.toolName());
            if (tool != null && reached.add(new DecisionState.FirstCall(tool))) {
                visits.add(new Visit(new DecisionState.FirstCall(tool), tool, arguments(call, vocabulary)));
            }
            for (DecisionState state : statesAfter(calls, i, tool)) {
                if (reached.add(state) && i + 1 < calls.size()) {
                    visits.add(choice(state, call, calls.get(i + 1), vocabulary));
                }
            }
        }
        return visits;
    }

    /** @param tool the name of the call's tool; null when it is not learned from */
    private static List<DecisionState> statesAfter(List<ScoredCall> calls, int index, String tool) {
        ScoredCall call = calls.get(index);
        List<DecisionState> states = new ArrayList<>(2);
        if (tool != null) {
            states.add(call.errored() ? new DecisionState.FirstError(tool) : new DecisionState.FirstSuccess(tool));
        }
        if (calls.subList(0, index).stream().anyMatch(call::repeats)) {
            states.add(new DecisionState.FirstRepeat());
        }
        return states;
    }

    /** @param call the call that led to the state; null at the start */
    static Visit choice(DecisionState state, ScoredCall call, ScoredCall next, Vocabulary vocabulary) {
        Set<Action> actions = new HashSet<>();
        String tool = vocabulary.known(next.toolName());
        if (tool != null) {
            actions.add(new Action.NextTool(tool));
        }
        // What a retry brings is known afterwards only, so that a failed call may be tried again with any result.
        if (call != null && (call.errored() ? next.sameAs(call) : next.repeats(call))) {
            actions.add(new Action.SameCall());
        }
        return new Visit(state, tool == null ? "" : tool, actions);
    }

    private static Set<Action> arguments(ScoredCall call, Vocabulary vocabulary) {
        return call.argumentNames().stream()
                .sorted()
                .map(vocabulary::known)
                .filter(Objects::nonNull)
                .limit(ARGUMENTS_MAX)
                .map(Action.Argument::new)
                .collect(Collectors.toSet());
    }
}
