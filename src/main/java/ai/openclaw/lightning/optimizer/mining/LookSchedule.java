package ai.openclaw.lightning.optimizer.mining;

/**
 * When claims are made: at 100, 200, 400, 800 … scored traces, with q = 0.05, 0.025, 0.0125 …, which sum to less than
 * 0.1. If it looked after every trace, it would sooner or later make a false claim about nearly half of the agents
 * without any true pattern.
 */
final class LookSchedule {

    private static final long FIRST = 100;
    private static final double FIRST_Q = 0.05;

    /** The count at which look number {@code index} (from 0) is due. */
    static long dueAt(int index) {
        return FIRST << Math.min(index, 40);
    }

    /** The false discovery rate of that look. */
    static double q(int index) {
        return FIRST_Q * Math.pow(0.5, index);
    }

    /** The level of attempt {@code index} (from 0) to replicate a claim: 0.025, 0.0125 …, at most 0.05 in total. */
    static double replicationLevel(int index) {
        return 0.025 * Math.pow(0.5, index);
    }

    private LookSchedule() {}
}
