package ai.openclaw.lightning.optimizer.mining;

import ai.openclaw.lightning.optimizer.stats.OutcomeStratum;
import ai.openclaw.lightning.optimizer.stats.StratifiedTerms;
import ai.openclaw.lightning.optimizer.stats.StratumSums;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The traces that reached one state ("at risk"), by stratum, and what they did there. Adding a trace touches one
 * stratum, and in it only the actions ever taken there.
 */
final class StateTable {

    /** Ignores further actions in one state, to bound memory and the number of tests. */
    private static final int ACTIONS_MAX = 100;

    private static final int BAD_EXAMPLES_MAX = 40;

    private final Map<String, Cell> strata = new HashMap<>();
    private final Map<Action, PatternSums> patterns = new LinkedHashMap<>();
    private final Deque<Example> badExamples = new ArrayDeque<>();
    private long atRisk;
    private double atRiskSum;
    private long mark;

    private record Example(String traceId, Set<Action> actions) {}

    /**
     * Adds or removes a trace.
     *
     * @param by 1 or −1
     * @param traceMark a random-looking number made from the trace id
     * @return how much more it holds, as {@link Cells} counts
     */
    int count(int by, String traceId, long traceMark, String stratum, Set<Action> actions, double outcome) {
        int before = strata.size();
        Cell cell = strata.computeIfAbsent(stratum, s -> new Cell());
        int growth = (strata.size() - before) * Cells.ALONE;
        for (Action action : actions) {
            if (patterns.containsKey(action) || patterns.size() < ACTIONS_MAX) {
                PatternSums pattern = patterns.computeIfAbsent(action, a -> new PatternSums());
                growth += cell.place(action);
                pattern.count(by, outcome, traceMark);
                if (by > 0 && outcome >= 0.5) {
                    pattern.addExample(traceId);
                }
            }
        }
        StratifiedTerms[] termsBefore = new StratifiedTerms[cell.size()];
        Arrays.setAll(termsBefore, i -> StratifiedTerms.of(cell.sums(i)));
        cell.change(by, outcome);
        for (int i = 0; i < cell.size(); i++) {
            Action action = cell.action(i);
            if (actions.contains(action)) {
                cell.took(i, by, outcome);
            }
            patterns.get(action).replaceTerms(termsBefore[i], StratifiedTerms.of(cell.sums(i)));
        }
        if (cell.isEmpty()) {
            strata.remove(stratum);
            growth -= Cells.ALONE + cell.size();
        }
        atRisk += by;
        atRiskSum += by * outcome;
        mark += by * traceMark;
        if (by > 0 && outcome < 0.5) {
            badExamples.addFirst(new Example(traceId, actions));
            if (badExamples.size() > BAD_EXAMPLES_MAX) {
                badExamples.removeLast();
            }
        }
        return growth;
    }

    /** Whether counting these actions in that stratum would take more room. */
    boolean lacks(String stratum, Set<Action> actions) {
        Cell cell = strata.get(stratum);
        return cell == null
                || actions.stream()
                        .anyMatch(action -> cell.indexOf(action) < 0
                                && (patterns.containsKey(action) || patterns.size() < ACTIONS_MAX));
    }

    Map<Action, PatternSums> patterns() {
        return patterns;
    }

    long atRisk() {
        return atRisk;
    }

    double atRiskSum() {
        return atRiskSum;
    }

    long mark() {
        return mark;
    }

    /** The strata in which the action was taken; cost: the number of strata. */
    Map<String, StratumSums> strata(Action action) {
        Map<String, StratumSums> tables = new LinkedHashMap<>();
        strata.forEach((name, cell) -> {
            int index = cell.indexOf(action);
            if (index >= 0) {
                tables.put(name, cell.sums(index));
            }
        });
        return tables;
    }

    /** Traces that called one tool next, compared with traces that called the other. */
    StratifiedTerms against(Action one, Action other) {
        return StratifiedTerms.ofAll(strata.values().stream()
                .map(cell -> cell.pair(one, other, true))
                .toList());
    }

    /** Traces that called one tool next, compared with traces that called neither. */
    StratifiedTerms againstAllBut(Action one, Action other) {
        return StratifiedTerms.ofAll(strata.values().stream()
                .map(cell -> cell.pair(one, other, false))
                .toList());
    }

    /** The same strata with every outcome; cost: the number of traces at risk. */
    List<OutcomeStratum> outcomes(Action action) {
        List<OutcomeStratum> all = new ArrayList<>();
        strata.forEach((name, cell) -> {
            int index = cell.indexOf(action);
            if (index >= 0) {
                all.add(cell.outcomes(index));
            }
        });
        return all;
    }

    /** Traces that did not take the action and went badly, the latest first. */
    List<String> badExamplesWithout(Action action, int most) {
        return badExamples(action, false, most);
    }

    /** Traces that took the action and went badly, the latest first. */
    List<String> badExamplesWith(Action action, int most) {
        return badExamples(action, true, most);
    }

    private List<String> badExamples(Action action, boolean took, int most) {
        return badExamples.stream()
                .filter(example -> example.actions().contains(action) == took)
                .map(Example::traceId)
                .limit(most)
                .toList();
    }
}
