package ai.openclaw.lightning.optimizer;

/**
 * The seam for a way of finding better prompts: evidence in, suggestions out. Implementations are found by name through
 * {@link java.util.ServiceLoader}, need a public constructor without parameters and keep all state in their learners.
 */
public interface Optimizer {

    /** The name in the configuration; also the prefix of its suggestions' ids. Lower-case letters and hyphens. */
    String name();

    /** Creates a learner that has seen no trace yet. */
    Learner newLearner(OptimizerSettings settings);
}
