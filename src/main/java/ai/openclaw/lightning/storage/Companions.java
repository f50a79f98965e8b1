package ai.openclaw.lightning.storage;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import ai.openclaw.lightning.model.SuggestionDecision;
import io.vertx.core.Future;
import java.util.List;

/**
 * What a bridge must know of the others on the same store, one of which learns for all. All but {@link #ask} answer at
 * once, and all may come from any thread.
 */
public interface Companions {

    /** Of a bridge that has its store for itself. */
    Companions NONE = new Companions() {
        @Override
        public boolean isLearner() {
            return true;
        }

        @Override
        public long learned() {
            return 0;
        }

        @Override
        public List<String> takeClosed() {
            return List.of();
        }

        @Override
        public Future<Void> ask(SuggestionDecision decision) {
            return Future.failedFuture(new BridgeException(Kind.STORAGE_GONE, "the optimizer has not started"));
        }

        @Override
        public List<Asked> takeAsked() {
            return List.of();
        }
    };

    /**
     * A decision that a person made through another bridge.
     *
     * @param id to answer under, by {@link ai.openclaw.lightning.model.LearnedDocuments#answers}
     */
    record Asked(long id, SuggestionDecision decision) {}

    /**
     * Whether this bridge is the one that learns, abandons idle traces and deletes old ones. What another one has stored as the
     * learner is there when this turns true; what this one saves after it turned false is refused.
     */
    boolean isLearner();

    /** A number that changes when the documents of the learner have. */
    long learned();

    /** Ids of traces that were closed, or changed after that, through any bridge since the last call; for the learner. */
    List<String> takeClosed();

    /**
     * Has the learner, whichever bridge that is, decide. Completes when what it decided is stored, on the context that asked;
     * fails as the learner refused, or when none took it up in time, and then none will.
     */
    Future<Void> ask(SuggestionDecision decision);

    /** Decisions that other bridges have asked for since the last call; for the learner. */
    List<Asked> takeAsked();
}
