package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.guidance.ArmDraw;
import ai.openclaw.lightning.model.ArmAssignment;
import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.model.LearnedDocuments;
import ai.openclaw.lightning.model.RewardSource;
import ai.openclaw.lightning.model.StoredAssignment;
import ai.openclaw.lightning.model.TraceEvidence;
import ai.openclaw.lightning.model.TraceOrigin;
import ai.openclaw.lightning.model.TraceState.Labels;
import ai.openclaw.lightning.model.TraceStatus;
import ai.openclaw.lightning.storage.LearningStore;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** A store in which a read takes as long as the test wants: what it answers is what was there when it was asked. */
final class FakeLearningStore implements LearningStore {

    static final String AGENT = "agent";

    /** Who asked for a trace; the user for those that are not here. */
    final Map<Long, TraceOrigin> origins = new HashMap<>();

    final List<StoredAssignment> assignments = new CopyOnWriteArrayList<>();

    /** Whether assignments are there that can't be read yet. */
    volatile boolean assignmentsHeldBack;

    volatile Supplier<Future<LearnedDocuments>> learned = () -> Future.succeededFuture(LearnedDocuments.NOTHING);

    /** By id; an open one is not there yet. */
    private final NavigableMap<Long, Boolean> traces = new ConcurrentSkipListMap<>();

    private final Map<String, Promise<Void>> held = new HashMap<>();
    private final Map<String, Integer> let = new HashMap<>();

    static String idOf(long id) {
        return "trace-" + id;
    }

    void putOpen(long id) {
        traces.put(id, false);
    }

    void putClosed(long id) {
        traces.put(id, true);
    }

    /** After that many more calls of it, the next one waits until the promise is kept. */
    Promise<Void> hold(String method, int after) {
        Promise<Void> promise = Promise.promise();
        held.put(method, promise);
        let.put(method, after);
        return promise;
    }

    private <T> Future<T> answer(String method, T value) {
        if (!held.containsKey(method) || let.merge(method, -1, Integer::sum) >= 0) {
            return Future.succeededFuture(value);
        }
        return held.remove(method).future().map(value);
    }

    @Override
    public Future<Long> beforeNewest(int count) {
        return answer(
                "beforeNewest",
                traces.descendingKeySet().stream().skip(count).findFirst().orElse(0L));
    }

    @Override
    public Future<EvidencePage> closedTraces(long afterId, int limit) {
        List<Long> page =
                traces.tailMap(afterId, false).keySet().stream().limit(limit).toList();
        long last = page.isEmpty() ? afterId : page.get(page.size() - 1);
        return answer("closedTraces", new EvidencePage(closed(page), last, page.size() == limit));
    }

    @Override
    public Future<List<TraceEvidence>> evidence(List<String> traceIds) {
        List<Long> asked = traces.keySet().stream()
                .filter(id -> traceIds.contains(idOf(id)))
                .toList();
        return answer("evidence", closed(asked));
    }

    private List<TraceEvidence> closed(List<Long> ids) {
        return ids.stream().filter(traces::get).map(this::evidence).toList();
    }

    /** Adds the trace's arm in that experiment. */
    void assign(Experiment plan, long id) {
        String arm = ArmDraw.arm(plan.key(), idOf(id), plan.probability());
        assignments.add(new StoredAssignment(
                id,
                idOf(id),
                "s",
                0,
                new Labels(plan.agentId(), null, null, null, origins.get(id), null),
                null,
                List.of(new ArmAssignment(plan.id(), arm, plan.probability(), true))));
    }

    private TraceEvidence evidence(long id) {
        return new TraceEvidence(
                id,
                idOf(id),
                "s",
                TraceStatus.ENDED,
                new Labels(AGENT, null, null, null, origins.get(id), null),
                id,
                "hello",
                false,
                true,
                RewardSource.END,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                List.of());
    }

    @Override
    public Future<List<StoredAssignment>> assignments(long afterId, int limit) {
        return answer(
                "assignments",
                assignments.stream()
                        .filter(one -> one.id() > afterId)
                        .limit(limit)
                        .toList());
    }

    @Override
    public boolean assignmentsHeldBack() {
        return assignmentsHeldBack;
    }

    @Override
    public Future<LearnedDocuments> learned() {
        return learned.get();
    }
}
