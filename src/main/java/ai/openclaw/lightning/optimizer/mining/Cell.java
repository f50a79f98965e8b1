package ai.openclaw.lightning.optimizer.mining;

import ai.openclaw.lightning.optimizer.stats.OutcomeStratum;
import ai.openclaw.lightning.optimizer.stats.StratumSums;
import java.util.Arrays;

/** One stratum of a state: all traces that reached it, and for each action those that took it. Not thread-safe. */
final class Cell {
    private double count;
    private double sum;
    private double squares;

    /** Those that were taken; few, so that looking through them costs less than a map would hold. */
    private Action[] actions = {};

    /** For each of them: how many traces took it, the sum of their outcomes, and the same sum in hundredths. */
    private double[] taken = {};

    /** In hundredths; null while all are 0 or 1, because count and sum then determine them. */
    private short[] outcomes;

    /** One trace more or less. */
    void change(int by, double outcome) {
        keep(by, outcome);
        count += by;
        sum += by * outcome;
        squares += by * outcome * outcome;
    }

    /** The trace took the action of that index. */
    void took(int index, int by, double outcome) {
        taken[3 * index] += by;
        taken[3 * index + 1] += by * outcome;
        taken[3 * index + 2] += by * OutcomeStratum.hundredths(outcome);
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** How many actions were taken in it. */
    int size() {
        return actions.length;
    }

    Action action(int index) {
        return actions[index];
    }

    /** Call it before count and sum change. */
    private void keep(int by, double outcome) {
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

    /** Of every trace, in hundredths, and what those have in sum that took the action of that index. */
    OutcomeStratum outcomes(int index) {
        short[] all = outcomes();
        int[] hundredths = new int[all.length];
        Arrays.setAll(hundredths, i -> all[i]);
        return new OutcomeStratum(hundredths, (int) Math.round(taken(index)), (int) Math.round(taken[3 * index + 2]));
    }

    private short[] outcomes() {
        if (outcomes != null) {
            return outcomes;
        }
        short[] binary = new short[(int) Math.round(count)];
        Arrays.fill(binary, 0, (int) Math.round(sum), (short) 100);
        return binary;
    }

    /** Where the action is among those that were taken; −1 if it was not. */
    int indexOf(Action action) {
        for (int i = 0; i < actions.length; i++) {
            if (actions[i].equals(action)) {
                return i;
            }
        }
        return -1;
    }

    /** Makes room for it; how many entries that took. */
    int place(Action action) {
        if (indexOf(action) >= 0) {
            return 0;
        }
        actions = Arrays.copyOf(actions, actions.length + 1);
        actions[actions.length - 1] = action;
        taken = Arrays.copyOf(taken, taken.length + 3);
        return 1;
    }

    private double taken(int index) {
        return index < 0 ? 0 : taken[3 * index];
    }

    private double takenSum(int index) {
        return index < 0 ? 0 : taken[3 * index + 1];
    }

    StratumSums sums(int index) {
        double exposed = taken(index);
        double exposedSum = takenSum(index);
        return new StratumSums(exposed, exposedSum, count - exposed, sum - exposedSum, squares);
    }

    /** Sums for an estimate and its interval, which need no squares; no trace takes both actions. */
    StratumSums pair(Action one, Action other, boolean isOther) {
        int first = indexOf(one);
        int second = indexOf(other);
        double others = isOther ? taken(second) : count - taken(first) - taken(second);
        double othersSum = isOther ? takenSum(second) : sum - takenSum(first) - takenSum(second);
        return new StratumSums(taken(first), takenSum(first), others, othersSum, takenSum(first) + othersSum);
    }
}
