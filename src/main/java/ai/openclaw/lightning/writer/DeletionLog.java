package ai.openclaw.lightning.writer;

import ai.openclaw.lightning.model.TraceFigures;
import ai.openclaw.lightning.storage.Deletion;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log what upkeep has deleted: figures only, one line for each round, and for each minute of a long one. */
final class DeletionLog {

    private static final Logger LOG = LoggerFactory.getLogger(DeletionLog.class);

    private static final long LINE_NANOSECONDS = TimeUnit.MINUTES.toNanos(1);

    private TraceFigures untold = TraceFigures.ZERO;
    private String reason = "";
    private long since;

    /** @param because why, as the end of the sentence */
    void deleted(Deletion step, String because) {
        if (!because.equals(reason)) {
            tell();
            reason = because;
        }
        if (untold.equals(TraceFigures.ZERO)) {
            since = System.nanoTime();
        }
        untold = untold.plus(step.figures());
        if (System.nanoTime() - since >= LINE_NANOSECONDS) {
            tell();
        }
    }

    /** To be called when a round ends, well or not. */
    void tell() {
        if (!untold.equals(TraceFigures.ZERO)) {
            LOG.info(
                    "deleted {} traces, {} tool calls and {} rewards {}",
                    untold.traces(),
                    untold.toolCalls(),
                    untold.rewards(),
                    reason);
            untold = TraceFigures.ZERO;
        }
    }
}
