package ai.openclaw.lightning.optimizer.mining;

import ai.openclaw.lightning.optimizer.stats.StratifiedTerms;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The sums of one action in one state over all strata. */
final class PatternSums {

    /** Examples kept. */
    private static final int EXAMPLES_MAX = 10;

    private final Deque<String> goodExamples = new ArrayDeque<>();
    private StratifiedTerms terms = StratifiedTerms.NONE;
    private long taken;
    private double takenSum;

    /** Sum of the marks of the traces that took it; equal sums mean the same traces. */
    private long mark;

    void replaceTerms(StratifiedTerms before, StratifiedTerms after) {
        terms = terms.minus(before).plus(after);
    }

    void count(int by, double outcome, long traceMark) {
        taken += by;
        takenSum += by * outcome;
        mark += by * traceMark;
    }

    void addExample(String traceId) {
        goodExamples.addFirst(traceId);
        if (goodExamples.size() > EXAMPLES_MAX) {
            goodExamples.removeLast();
        }
    }

    StratifiedTerms terms() {
        return terms;
    }

    long taken() {
        return taken;
    }

    double takenSum() {
        return takenSum;
    }

    long mark() {
        return mark;
    }

    List<String> goodExamples() {
        return List.copyOf(goodExamples);
    }
}
