package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import ai.openclaw.lightning.model.SuggestionDecision;
import ai.openclaw.lightning.storage.Companions;
import io.vertx.core.Future;
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

    /** Fails where another bridge learns. */
    Future<Void> claimed() {
        return companions.isLearner()
                ? Future.succeededFuture()
                : Future.failedFuture(new BridgeException(
                        Kind.CONFLICT, "Another bridge learns for all, by itself as sessions end."));
    }

    /** Has whoever learns decide; completes when that is stored. */
    Future<Void> ask(SuggestionDecision decision) {
        return companions.ask(decision);
    }

    /** Decisions that people made through other bridges. */
    List<Companions.Asked> asked() {
        return mine ? companions.takeAsked() : List.of();
    }

    /** Traces that were closed through other bridges. */
    List<String> closed() {
        return mine ? companions.takeClosed() : List.of();
    }
}
