package ai.openclaw.lightning.storage.memory;

import ai.openclaw.lightning.model.LearnedDocuments;
import ai.openclaw.lightning.model.StoredAssignment;
import ai.openclaw.lightning.model.TraceEvidence;
import ai.openclaw.lightning.storage.LearningStore;
import io.vertx.core.Future;
import java.util.List;

/** Reads for the optimizer, answered at once. */
record MemoryLearningStore(Memory memory) implements LearningStore {

    @Override
    public Future<Long> beforeNewest(int count) {
        return memory.answered(() -> MemoryLearning.beforeNewest(memory.traces, count));
    }

    @Override
    public Future<EvidencePage> closedTraces(long afterId, int limit) {
        return memory.answered(() -> MemoryLearning.closedTraces(memory.traces, afterId, limit));
    }

    @Override
    public Future<List<TraceEvidence>> evidence(List<String> traceIds) {
        return memory.answered(() -> MemoryLearning.evidence(memory.traces, traceIds));
    }

    @Override
    public Future<List<StoredAssignment>> assignments(long afterId, int limit) {
        return memory.answered(() -> memory.learning.assignments(memory.traces, afterId, limit));
    }

    @Override
    public Future<LearnedDocuments> learned() {
        return memory.answered(memory.learning::learned);
    }
}
