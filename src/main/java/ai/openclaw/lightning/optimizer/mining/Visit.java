package ai.openclaw.lightning.optimizer.mining;

import ai.openclaw.lightning.optimizer.ScoredCall;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A state that a trace reached, and went on from.
 *
 * @param nextTool the tool that was called in that state
 * @param actions what that call was, in every respect that is looked at
 */
record Visit(DecisionState state, String nextTool, Set<Action> actions) {

    /** Arguments beyond this many of one call are ignored. */
    private static final int ARGUMENTS_MAX = 16;

    Visit {
        actions = Set.copyOf(actions);
    }

    /**
     * The states of a trace, in the order in which it reached them. A state that it ended in is none: who makes no
     * further call had no choice of tools, and success ends many traces.
     *
     * @param stepsMax only states reached within this many calls
     */
    static List<Visit> of(List<ScoredCall> calls, int stepsMax) {
        List<Visit> visits = new ArrayList<>();
        if (!calls.isEmpty()) {
            String first = calls.get(0).toolName();
            visits.add(new Visit(new DecisionState.Start(), first, Set.of(new Action.NextTool(first))));
        }
        Set<DecisionState> reached = new HashSet<>();
        for (int i = 0; i < calls.size() && i < stepsMax; i++) {
            ScoredCall call = calls.get(i);
            DecisionState firstCall = new DecisionState.FirstCall(call.toolName());
            if (reached.add(firstCall)) {
                visits.add(new Visit(firstCall, call.toolName(), arguments(call)));
            }
            for (DecisionState state : statesAfter(calls, i)) {
                if (reached.add(state) && i + 1 < calls.size()) {
                    visits.add(choice(state, call, calls.get(i + 1)));
                }
            }
        }
        return visits;
    }

    private static List<DecisionState> statesAfter(List<ScoredCall> calls, int index) {
        ScoredCall call = calls.get(index);
        List<DecisionState> states = new ArrayList<>(2);
        states.add(
                call.errored()
                        ? new DecisionState.FirstError(call.toolName())
                        : new DecisionState.FirstSuccess(call.toolName()));
        if (calls.subList(0, index).stream().anyMatch(call::sameAs)) {
            states.add(new DecisionState.FirstRepeat());
        }
        return states;
    }

    private static Visit choice(DecisionState state, ScoredCall call, ScoredCall next) {
        Set<Action> actions = new HashSet<>();
        actions.add(new Action.NextTool(next.toolName()));
        if (next.sameAs(call)) {
            actions.add(new Action.SameCall());
        }
        return new Visit(state, next.toolName(), actions);
    }

    private static Set<Action> arguments(ScoredCall call) {
        Set<Action> arguments = new LinkedHashSet<>();
        call.argumentNames().stream()
                .sorted()
                .limit(ARGUMENTS_MAX)
                .forEach(name -> arguments.add(new Action.Argument(name)));
        return arguments;
    }
}
