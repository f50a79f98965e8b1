package ai.openclaw.lightning.storage;

import ai.openclaw.lightning.model.LearnedDocuments;
import ai.openclaw.lightning.model.StoredAssignment;
import ai.openclaw.lightning.model.TraceEvidence;
import io.vertx.core.Future;
import java.util.List;

/**
 * What the optimizer reads. Every read of traces is a page: small in rows and in characters, so that no other read waits long
 * for it and it fits into memory whatever clients sent. Threads and failures are those of {@link TraceReader}: a call from a
 * Vert.x context is answered on that context, and nothing is thrown.
 */
public interface LearningStore {

    /** Characters of text, about, after which a page ends; a single row that has more comes alone. */
    int PAGE_CHARS_MAX = 1 << 20;

    /**
     * A page of traces in the order they were first received.
     *
     * @param traces those that are closed; an open one is left out
     * @param last the id of the last trace looked at; where the next page starts
     * @param more whether there may be more
     */
    record EvidencePage(List<TraceEvidence> traces, long last, boolean more) {

        public EvidencePage {
            traces = List.copyOf(traces);
        }
    }

    /** The id before that of the {@code count}-th newest trace; 0 when there are fewer. */
    Future<Long> beforeNewest(int count);

    /** Looks at the next {@code limit} traces with a higher id, or at fewer where the page is full. */
    Future<EvidencePage> closedTraces(long afterId, int limit);

    /**
     * The closed ones of these traces, in the order of their ids: as many from the first on as fit into a page. Whoever wants
     * the others asks again without those that came; when none come, none of those that were asked for is closed.
     */
    Future<List<TraceEvidence>> evidence(List<String> traceIds);

    /** Assignments with a higher id, in their order: at most {@code limit}, and as fit into a page; none after the last. */
    Future<List<StoredAssignment>> assignments(long afterId, int limit);

    /** Whether the last read of assignments may have left out some that are stored, as others may still come before them. */
    default boolean assignmentsHeldBack() {
        return false;
    }

    /** Everything that {@link WriterStore.Transaction#save} stored. */
    Future<LearnedDocuments> learned();

    /** The other bridges on the same store. */
    default Companions companions() {
        return Companions.NONE;
    }
}
