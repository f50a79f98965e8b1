package ai.openclaw.lightning.storage.postgres;

/**
 * Whether to expect events that are stored already, which clients send again when they got no answer. Looking for them costs
 * a fifth of an insert, and mostly none comes. So a transaction does not look; one that meets a duplicate fails and is begun
 * anew, and from then on transactions look, until a hundred in a row met none. For the writing thread.
 */
final class Duplicates {

    private static final int QUIET_TRANSACTIONS = 100;

    private int looking;

    /** Whether to look for them. */
    boolean areExpected() {
        return looking > 0;
    }

    /** A transaction met one. */
    void met() {
        looking = QUIET_TRANSACTIONS;
    }

    /** A transaction met none. */
    void metNone() {
        looking = Math.max(0, looking - 1);
    }
}
