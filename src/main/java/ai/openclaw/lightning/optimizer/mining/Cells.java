package ai.openclaw.lightning.optimizer.mining;

/**
 * How much the tables of all agents hold together. Each name, state and action has a limit of its own, but a task that comes
 * twice has a cell in every state that its traces reach, and their number is bounded here. Not thread-safe.
 */
final class Cells {

    /** Of these an entry for an action takes one, about 32 bytes, and a cell takes four: 6 MB in all. */
    private static final int MAX = 200_000;

    /** What a cell takes besides its actions. */
    static final int ALONE = 4;

    private int held;

    boolean isFull() {
        return held >= MAX;
    }

    /** That many more, or fewer; how much it is then. */
    int change(int by) {
        held += by;
        return held;
    }
}
