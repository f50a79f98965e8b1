package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.storage.Companions;
import java.util.List;

/**
 * Whether this bridge learns for all that share its store, as of when it last read the documents. One that does not only shows
 * what another one learned. For one context.
 */
final class Turn {

    private final Companions companions;
    private boolean mine;
    private long learned;

    Turn(Companions companions) {
        this.companions = companions;
    }

    /** The documents are read now. */
    void begin() {
        mine = companions.isLearner();
        learned = companions.learned();
    }

    boolean isMine() {
        return mine;
    }

    /** Whether the documents must be read again: the turn has changed, or another bridge has learned something. */
    boolean isOver() {
        return companions.isLearner() != mine || (!mine && companions.learned() != learned);
    }

    /** Traces that were closed through other bridges. */
    List<String> closed() {
        return mine ? companions.takeClosed() : List.of();
    }
}
