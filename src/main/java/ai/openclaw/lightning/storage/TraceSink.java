package ai.openclaw.lightning.storage;

import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.model.Trace;
import ai.openclaw.lightning.model.TraceDetail.StoredCall;
import ai.openclaw.lightning.model.TraceDetail.StoredReward;
import java.io.IOException;
import java.util.List;

/** Takes traces one after another, each in pieces, so that none has to fit into memory. For one thread. */
public interface TraceSink {

    /**
     * A trace with what its events said and the API does not show.
     *
     * @param trace its {@code metadata} is that of the start and the end together
     * @param startedAt the time of its session start; null while none came
     * @param startMetadata JSON of the session start, or null
     * @param endMetadata JSON of the session end, or null
     * @param successSource where {@code success} came from, {@code end} for the session end; null while unknown
     */
    record Head(Trace trace, Long startedAt, Content startMetadata, Content endMetadata, String successSource) {}

    /** A trace begins. */
    void begin(Head head) throws IOException;

    /** The next of its tool calls, in the order in which they were stored. */
    void calls(List<StoredCall> calls) throws IOException;

    /** The next of its rewards, in the order in which they were stored; comes after all calls. */
    void rewards(List<StoredReward> rewards) throws IOException;

    /** The trace is complete. */
    void end() throws IOException;
}
