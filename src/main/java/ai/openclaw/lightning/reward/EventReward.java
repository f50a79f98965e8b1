package ai.openclaw.lightning.reward;

/** What one reward event is worth, by the formula of the wire contract. Pure. */
public final class EventReward {

    private static final double SUCCESS = 1.0;
    private static final double FAILURE = -0.5;
    private static final double BONUS = 0.1;
    private static final double RATING_STEP = 0.2;
    private static final double RATING_MIDDLE = 3;
    private static final long QUICK_MS = 30_000;
    private static final double PRECISION = 1e9;

    private EventReward() {}

    /** The content of a reward event; a missing part is null. {@code value} is −1 to 1, {@code userRating} 1 to 5. */
    public record Signals(
            Boolean success, Double value, Long tokensUsed, Long expectedTokens, Long latencyMs, Double userRating) {}

    /**
     * The {@code value} where there is one; else +1.0 for success or −0.5 for failure, +0.1 for fewer tokens than
     * expected, +0.1 for less than 30 s, and (rating − 3) × 0.2; a rating without success is its own term. Null when
     * all three are missing, because tokens and latency alone say nothing about the outcome.
     */
    public static Double of(Signals signals) {
        if (signals.value() != null) {
            return signals.value();
        }
        Double rating = signals.userRating() == null ? null : (signals.userRating() - RATING_MIDDLE) * RATING_STEP;
        if (signals.success() == null) {
            return rating == null ? null : rounded(rating);
        }
        double reward = signals.success() ? SUCCESS : FAILURE;
        if (signals.tokensUsed() != null
                && signals.expectedTokens() != null
                && signals.tokensUsed() < signals.expectedTokens()) {
            reward += BONUS;
        }
        if (signals.latencyMs() != null && signals.latencyMs() < QUICK_MS) {
            reward += BONUS;
        }
        return rounded(rating == null ? reward : reward + rating);
    }

    /** Rounds off binary fractions, so that a client reads 1.2, not 1.2000000000000002. */
    private static double rounded(double reward) {
        return Math.round(reward * PRECISION) / PRECISION;
    }
}
