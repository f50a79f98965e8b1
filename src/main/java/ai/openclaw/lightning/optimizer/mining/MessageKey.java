package ai.openclaw.lightning.optimizer.mining;

import ai.openclaw.lightning.model.Sha256;
import ai.openclaw.lightning.model.TraceEvidence;

/** Stands in for a task key where the client gives none: two traces with the same message have the same task. */
final class MessageKey {

    private static final int BYTES = 6;

    private MessageKey() {}

    /** A name made from the hash of the whole message; null where there is none, or where its end is not known. */
    static String of(String message) {
        boolean isWhole = message != null && message.length() < TraceEvidence.MESSAGE_MAX;
        return isWhole && !message.isBlank() ? "message " + Sha256.hex(message.strip(), BYTES) : null;
    }
}
