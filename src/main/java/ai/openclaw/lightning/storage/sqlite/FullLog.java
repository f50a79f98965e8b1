package ai.openclaw.lightning.storage.sqlite;

import java.util.function.BooleanSupplier;

/**
 * How long commits wait for whoever reads a write-ahead log that is full. An export is gone within two seconds even on a busy
 * machine, and a write that waits is better than one that is refused. Who reads on after that may never end, so the commits
 * behind wait for it only briefly, until the log has started over once. Of the writer alone.
 */
final class FullLog {

    /** Each as long as the connection waits for readers. */
    private static final int TRIES_MAX = 20;

    private boolean waitedInVain;

    /** @param startOver tries that once, and says whether it did */
    boolean startsOver(BooleanSupplier startOver) {
        int tries = waitedInVain ? 1 : TRIES_MAX;
        waitedInVain = true;
        for (int i = 0; i < tries && waitedInVain; i++) {
            waitedInVain = !startOver.getAsBoolean();
        }
        return !waitedInVain;
    }
}
