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

    private static final double[] NOBODY = new double[3];

    private final Map<String, Cell> strata = new HashMap<>();
    private final Map<Action, PatternSums> patterns = new LinkedHashMap<>();
    private final Deque<Example> badExamples = new ArrayDeque<>();
    private long atRisk;
    private double atRiskSum;
    private long mark;

    private record Example(String traceId, Set<Action> actions) {}

    /** One stratum: all traces at risk, and for each action those that took it. */
    private static final class Cell {
        private double count;
        private double sum;
        private double squares;
        /** By action: how many traces took it, the sum of their outcomes, and the same sum in hundredths. */
        private final Map<Action, double[]> taken = new HashMap<>();

        /** In hundredths; null while all are 0 or 1, because count and sum then determine them. */
        private short[] outcomes;

        /** Call it before count and sum change. */
        void keep(int by, double outcome) {
            int hundredths = OutcomeStratum.hundredths(outcome);
            if (outcomes == null && (outcome == 0 || outcome == 1)) {
                return;
            }
            short[] known = outcomes();
            if (by > 0) {
                outcomes = Arrays.copyOf(known, known.length + 1);
                outcomes[known.length] = (short) hundredths;
                return;
            }
            for (int i = 0; i < known.length; i++) {
                if (known[i] == hundredths) {
                    known[i] = known[known.length - 1];
                    outcomes = Arrays.copyOf(known, known.length - 1);
                    return;
                }
            }
        }

        short[] outcomes() {
            if (outcomes != null) {
                return outcomes;
            }
            short[] binary = new short[(int) Math.round(count)];
            Arrays.fill(binary, 0, (int) Math.round(sum), (short) 100);
            return binary;
        }

        StratumSums sums(double[] exposed) {
            return new StratumSums(exposed[0], exposed[1], count - exposed[0], sum - exposed[1], squares);
        }

        /** Sums for an estimate and its interval, which need no squares; no trace takes both actions. */
        StratumSums pair(Action one, Action other, boolean isOther) {
            double[] exposed = taken.getOrDefault(one, NOBODY);
            double[] second = taken.getOrDefault(other, NOBODY);
            double others = isOther ? second[0] : count - exposed[0] - second[0];
            double othersSum = isOther ? second[1] : sum - exposed[1] - second[1];
            return new StratumSums(exposed[0], exposed[1], others, othersSum, exposed[1] + othersSum);
        }
    }

    /**
     * Adds or removes a trace.
     *
     * @param by 1 or −1
     * @param traceMark a random-looking number made from the trace id
     */
    void count(int by, String traceId, long traceMark, String stratum, Set<Action> actions, double outcome) {
        Cell cell = strata.computeIfAbsent(stratum, s -> new Cell());
        for (Action action : actions) {
            if (patterns.containsKey(action) || patterns.size() < ACTIONS_MAX) {
                PatternSums pattern = patterns.computeIfAbsent(action, a -> new PatternSums());
                cell.taken.computeIfAbsent(action, a -> new double[3]);
                pattern.count(by, outcome, traceMark);
                if (by > 0 && outcome >= 0.5) {
                    pattern.addExample(traceId);
                }
            }
        }
        Map<Action, StratifiedTerms> before = new HashMap<>();
        cell.taken.forEach((action, exposed) -> before.put(action, StratifiedTerms.of(cell.sums(exposed))));
        cell.keep(by, outcome);
        cell.count += by;
        cell.sum += by * outcome;
        cell.squares += by * outcome * outcome;
        cell.taken.forEach((action, exposed) -> {
            if (actions.contains(action)) {
                exposed[0] += by;
                exposed[1] += by * outcome;
                exposed[2] += by * OutcomeStratum.hundredths(outcome);
            }
            patterns.get(action).replaceTerms(before.get(action), StratifiedTerms.of(cell.sums(exposed)));
        });
        atRisk += by;
        atRiskSum += by * outcome;
        mark += by * traceMark;
        if (by > 0 && outcome < 0.5) {
            badExamples.addFirst(new Example(traceId, actions));
            if (badExamples.size() > BAD_EXAMPLES_MAX) {
                badExamples.removeLast();
            }
        }
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
            double[] exposed = cell.taken.get(action);
            if (exposed != null && cell.count > 0) {
                tables.put(name, cell.sums(exposed));
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
            double[] exposed = cell.taken.get(action);
            if (exposed != null && cell.count > 0) {
                short[] outcomes = cell.outcomes();
                int[] hundredths = new int[outcomes.length];
                Arrays.setAll(hundredths, i -> outcomes[i]);
                all.add(new OutcomeStratum(hundredths, (int) Math.round(exposed[0]), (int) Math.round(exposed[2])));
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
