package ai.openclaw.lightning.optimizer.mining;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All states of one agent under one way of forming strata. */
final class PatternTables {

    /** Ignores further states, to bound memory. */
    private static final int STATES_MAX = 400;

    private final Map<DecisionState, StateTable> states = new HashMap<>();

    /**
     * Adds or removes a trace.
     *
     * @param by 1 or −1
     * @param terminal tools whose calls do not count as a choice
     * @return how much more it holds, as {@link Cells} counts
     */
    int count(int by, KnownTrace trace, String stratum, Set<String> terminal) {
        int growth = 0;
        for (Visit visit : trace.visits()) {
            if (!isChoice(visit, terminal)) {
                continue;
            }
            StateTable table = states.get(visit.state());
            if (table == null && states.size() < STATES_MAX) {
                table = new StateTable();
                states.put(visit.state(), table);
            }
            if (table != null) {
                growth += table.count(by, trace.traceId(), trace.mark(), stratum, visit.actions(), trace.outcome());
            }
        }
        return growth;
    }

    /** Whether counting that trace would take more room. */
    boolean lacks(KnownTrace trace, String stratum, Set<String> terminal) {
        for (Visit visit : trace.visits()) {
            StateTable table = states.get(visit.state());
            boolean lacks = table == null ? states.size() < STATES_MAX : table.lacks(stratum, visit.actions());
            if (lacks && isChoice(visit, terminal)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the agent chose there, given the tools whose calls end its traces. */
    static boolean isChoice(Visit visit, Set<String> terminal) {
        return visit.state() instanceof DecisionState.FirstText // the tool itself is not in question
                || terminal.contains(visit.nextTool()) == visit.state().isAboutTheEnd();
    }

    /** The states that traces have reached, each with the actions taken in it. */
    Map<DecisionState, Set<Action>> seen() {
        Map<DecisionState, Set<Action>> seen = new HashMap<>();
        states.forEach((state, table) -> seen.put(state, table.patterns().keySet()));
        return seen;
    }

    /** The action in that state, even if no trace took it there; empty where no trace reached the state. */
    Optional<Pattern> pattern(DecisionState state, Action action) {
        return Optional.ofNullable(states.get(state))
                .map(table ->
                        new Pattern(state, action, table, table.patterns().getOrDefault(action, new PatternSums())));
    }

    /** Every pattern with enough support, sorted by key. */
    List<Pattern> patterns(long support) {
        List<Pattern> patterns = new ArrayList<>();
        states.forEach((state, table) -> table.patterns().forEach((action, sums) -> {
            Pattern pattern = new Pattern(state, action, table, sums);
            if (pattern.isSupported(support)) {
                patterns.add(pattern);
            }
        }));
        patterns.sort((a, b) -> a.key().compareTo(b.key()));
        return patterns;
    }
}
