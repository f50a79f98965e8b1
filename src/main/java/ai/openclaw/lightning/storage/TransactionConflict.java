package ai.openclaw.lightning.storage;

import ai.openclaw.lightning.model.BridgeException;

/**
 * A transaction of a shared store was undone, and may work when it is begun anew: another bridge changed the same rows, or
 * the connection was lost before the commit was asked for. Nothing of it is stored.
 */
public final class TransactionConflict extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final BridgeException reason;

    /** @param reason what a client hears when the repetitions fail too */
    public TransactionConflict(BridgeException reason) {
        super(reason.getMessage(), reason);
        this.reason = reason;
    }

    public BridgeException reason() {
        return reason;
    }
}
