package ai.openclaw.lightning.storage;

import ai.openclaw.lightning.model.LearnedDocuments;
import ai.openclaw.lightning.model.StoredAssignment;
import ai.openclaw.lightning.model.TraceEvidence;
import io.vertx.core.Future;
import java.util.List;

/** The optimizer's reads, which keep to their contract's threads and failures even where the store behind them does not. */
public final class ConfinedLearningStore implements LearningStore {

    private final LearningStore store;

    private ConfinedLearningStore(LearningStore store) {
        this.store = store;
    }

    /** Those reads, confined; what is already stays as it is. */
    public static LearningStore of(LearningStore store) {
        return store instanceof ConfinedLearningStore ? store : new ConfinedLearningStore(store);
    }

    @Override
    public Future<Long> beforeNewest(int count) {
        return Confinement.of(() -> store.beforeNewest(count));
    }

    @Override
    public Future<EvidencePage> closedTraces(long afterId, int limit) {
        return Confinement.of(() -> store.closedTraces(afterId, limit));
    }

    @Override
    public Future<List<TraceEvidence>> evidence(List<String> traceIds) {
        return Confinement.of(() -> store.evidence(traceIds));
    }

    @Override
    public Future<List<StoredAssignment>> assignments(long afterId, int limit) {
        return Confinement.of(() -> store.assignments(afterId, limit));
    }

    @Override
    public boolean assignmentsHeldBack() {
        return store.assignmentsHeldBack();
    }

    @Override
    public Future<LearnedDocuments> learned() {
        return Confinement.of(store::learned);
    }

    @Override
    public Companions companions() {
        return store.companions();
    }
}
