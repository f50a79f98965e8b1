package ai.openclaw.lightning.storage;

import ai.openclaw.lightning.Eventually;
import ai.openclaw.lightning.model.LearnedDocuments;
import ai.openclaw.lightning.model.SeriesQuery;
import ai.openclaw.lightning.model.SeriesStep;
import ai.openclaw.lightning.model.Trace;
import ai.openclaw.lightning.model.TraceCriteria;
import ai.openclaw.lightning.model.TraceDetail;
import ai.openclaw.lightning.model.TraceDetail.CallsCursor;
import ai.openclaw.lightning.model.TraceDetail.RewardsCursor;
import ai.openclaw.lightning.model.TraceQuery;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What a test of a store gives the parts of the contract, and short ways to use it. */
public interface StoreUnderTest {

    /** From 1970 on, all of it. */
    SeriesQuery EVER = new SeriesQuery(SeriesStep.DAY, 0, 100_000, null);

    /** Open and empty, a fresh one for each test. */
    Store store();

    /** The Vert.x that the store was made with. */
    Vertx vertx();

    /** One transaction, as the writer's: inserts rows, and stores what follows from which of them were new. */
    default void write(NewRows rows, Function<NewRows.Inserted, Changes> changes) {
        Transactions.write(store(), rows, changes);
    }

    default void save(LearnedDocuments changed) {
        Transactions.save(store(), changed);
    }

    default WorkingSet load(Set<String> traceIds, Set<String> sessionKeys) {
        return Transactions.load(store(), new WorkingSet.Keys(traceIds, sessionKeys));
    }

    default TraceDetail detail(String traceId) {
        return store().reader()
                .trace(traceId, CallsCursor.START, RewardsCursor.START)
                .await()
                .orElseThrow();
    }

    default boolean isStored(String traceId) {
        return store().reader()
                .trace(traceId, CallsCursor.START, RewardsCursor.START)
                .await()
                .isPresent();
    }

    /** Any traces. */
    default TraceQuery query(int limit, TraceQuery.Cursor after) {
        return new TraceQuery(TraceCriteria.NONE, limit, after);
    }

    default List<String> ids(TraceQuery query) {
        return store().reader().traces(query).await().traces().stream()
                .map(Trace::traceId)
                .toList();
    }

    /** A shared store holds back what another transaction may precede, and its server has some of its own. */
    default LearningStore.EvidencePage someClosedTraces(long after, int limit) throws Exception {
        return Eventually.ask(
                () -> store().learning().closedTraces(after, limit).await(),
                page -> !page.traces().isEmpty());
    }
}
