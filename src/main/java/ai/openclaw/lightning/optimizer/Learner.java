package ai.openclaw.lightning.optimizer;

import ai.openclaw.lightning.model.Suggestion;
import java.util.List;

/**
 * One run of learning, for all agents of a bridge. Used by one thread at a time.
 *
 * <p>A restart continues where it was: {@link #restore} with the memory that was stored last, then {@link #learn} every
 * trace that is still kept, in their received order. Results depend on nothing but the traces, their order, that memory
 * and the rules in effect.
 */
public interface Learner {

    /**
     * Takes in an ended trace. A trace that is already known replaces what was known of it (a late reward). The cost does
     * not grow with the number of traces seen, except at looks and refits, which become rarer as they become larger.
     */
    void learn(ScoredTrace trace);

    /**
     * Which rules the agents have now; told before every {@link #suggestions()}. Who finds that a settled one lost its ground
     * may propose to remove it, or to replace it. Without effect unless overridden.
     */
    default void rulesInEffect(RulesInEffect rules) {}

    /** What to propose now, the best first, for each agent at most as many as the settings say; not yet linted. */
    List<Suggestion> suggestions();

    /**
     * What a trace that starts now should be compared with: a name shared with traces that are expected to go alike, for
     * the strata of experiments. Depends on nothing that comes after the start. One name for all unless overridden.
     */
    default String stratum(TraceStart start) {
        return "";
    }

    /** What must survive a restart besides the traces: opaque, small JSON-ready data. */
    default LearnerMemory memory() {
        return LearnerMemory.EMPTY;
    }

    /** Starts from a stored memory; only before the first trace. */
    default void restore(LearnerMemory memory) {}
}
