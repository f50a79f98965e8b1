package ai.openclaw.lightning.optimizer;

import ai.openclaw.lightning.model.Suggestion;
import java.util.List;

/**
 * One run of learning, for all agents of a bridge. Used by one thread at a time.
 *
 * <p>To continue after a restart, call {@link #restore} with the memory that was stored last, then {@link #learn} every
 * trace that is still kept, in received order. Results depend only on the traces, their order, that memory and the
 * rules in effect.
 */
public interface Learner {

    /**
     * Learns from an ended trace. A known trace replaces its older version, for instance after a late reward. The cost
     * does not grow with the number of traces seen, except at looks and refits, which become rarer as they grow.
     */
    void learn(ScoredTrace trace);

    /**
     * Receives the rules that the agents have now, before every {@link #suggestions()}. A learner that finds a settled
     * rule without support may propose to remove or replace it. Without effect unless overridden.
     */
    default void rulesInEffect(RulesInEffect rules) {}

    /** The proposals, the best first; for each agent at most as many as the settings allow; not yet linted. */
    List<Suggestion> suggestions();

    /**
     * The stratum of a trace that starts now: a name shared by traces with a similar expected outcome, for use in
     * experiments. Depends on nothing that comes after the start. One name for all unless overridden.
     */
    default String stratum(TraceStart start) {
        return "";
    }

    /** The data that must survive a restart besides the traces: opaque, small and ready for JSON. */
    default LearnerMemory memory() {
        return LearnerMemory.EMPTY;
    }

    /** Starts from a stored memory; call it only before the first trace. */
    default void restore(LearnerMemory memory) {}
}
