package ai.openclaw.lightning.storage.postgres;

import ai.openclaw.lightning.model.LearnedDocuments;
import ai.openclaw.lightning.model.StoredAssignment;
import ai.openclaw.lightning.model.TraceEvidence;
import ai.openclaw.lightning.storage.Companions;
import ai.openclaw.lightning.storage.LearningStore;
import io.vertx.core.Future;
import java.util.List;

/** Reads for the optimizer, on the pool of readers: the SQL client answers on the context that asked. */
final class PostgresLearning implements LearningStore {

    private final PostgresStore store;
    private final StableIds ids = new StableIds();

    PostgresLearning(PostgresStore store) {
        this.store = store;
    }

    @Override
    public Future<Long> beforeNewest(int count) {
        return store.reading(readers -> LearningReads.beforeNewest(readers, count));
    }

    @Override
    public Future<EvidencePage> closedTraces(long afterId, int limit) {
        return store.reading(readers -> LearningReads.closedTraces(readers, ids, afterId, limit));
    }

    @Override
    public Future<List<TraceEvidence>> evidence(List<String> traceIds) {
        return store.reading(readers -> LearningReads.evidence(readers, traceIds));
    }

    @Override
    public Future<List<StoredAssignment>> assignments(long afterId, int limit) {
        return store.reading(readers -> LearningReads.assignments(readers, ids, afterId, limit));
    }

    @Override
    public boolean assignmentsHeldBack() {
        return ids.heldBack(LearningReads.ASSIGNED);
    }

    @Override
    public Future<LearnedDocuments> learned() {
        return store.reading(LearnedRows::all);
    }

    @Override
    public Companions companions() {
        return store.coordination();
    }
}
