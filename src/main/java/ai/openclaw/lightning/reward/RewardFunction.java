package ai.openclaw.lightning.reward;

/**
 * The seam from signals to score. Implementations are found by name through {@link java.util.ServiceLoader}, need a public
 * constructor without parameters, and keep no state: the same signals give the same score.
 *
 * <p>Every implementation: a crashed trace is {@link Score.Crashed}; without success and reward the score is
 * {@link Score.Missing}, whatever else is known; more success is never worth less.
 */
public interface RewardFunction {

    /** The name in the configuration. */
    String name();

    /** The same function with these weights. A function without weights ignores them. */
    default RewardFunction with(RewardWeights weights) {
        return this;
    }

    /** What the trace is worth. */
    Score score(TraceSignals signals);
}
