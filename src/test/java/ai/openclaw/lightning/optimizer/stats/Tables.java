package ai.openclaw.lightning.optimizer.stats;

/** 2×2 tables as textbooks print them. */
public final class Tables {

    private Tables() {}

    public static StratumSums of(int exposedSuccesses, int exposedFailures, int otherSuccesses, int otherFailures) {
        return new StratumSums(
                exposedSuccesses + exposedFailures,
                exposedSuccesses,
                otherSuccesses + otherFailures,
                otherSuccesses,
                exposedSuccesses + otherSuccesses);
    }
}
