package ai.openclaw.lightning.storage;

import java.util.List;

/**
 * What a bridge must know of the others on the same store, one of which learns for all. The calls answer at once, from any
 * thread.
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
    };

    /**
     * Whether this bridge is the one that learns, abandons idle traces and deletes old ones. What another one has stored as the
     * learner is there when this turns true; what this one saves after it turned false is refused.
     */
    boolean isLearner();

    /** A number that changes when the documents of the learner have. */
    long learned();

    /** Ids of traces that were closed, or changed after that, through any bridge since the last call; for the learner. */
    List<String> takeClosed();
}
