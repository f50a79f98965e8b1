package ai.openclaw.lightning.optimizer.hypotheses;

import java.io.IOException;

/** Why a call of the helper brought nothing, in words of our own: the log shows them, and an answer may hold anything. */
final class HelperException extends IOException {

    private static final long serialVersionUID = 1;

    HelperException(String message) {
        super(message);
    }
}
