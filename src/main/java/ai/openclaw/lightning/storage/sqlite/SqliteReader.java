package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.model.AccessKey;
import ai.openclaw.lightning.model.FailureSample;
import ai.openclaw.lightning.model.Series;
import ai.openclaw.lightning.model.SeriesQuery;
import ai.openclaw.lightning.model.SessionPage;
import ai.openclaw.lightning.model.TraceDetail;
import ai.openclaw.lightning.model.TracePage;
import ai.openclaw.lightning.model.TraceQuery;
import ai.openclaw.lightning.storage.TraceReader;
import ai.openclaw.lightning.storage.rows.KeyRows;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Reads for clients, on the pool of readers: the SQL client answers on the context that asked. */
final class SqliteReader implements TraceReader {

    private final SqliteStore store;

    SqliteReader(SqliteStore store) {
        this.store = store;
    }

    @Override
    public Future<TracePage> traces(TraceQuery query) {
        return store.reading(readers -> TraceReads.page(readers, query));
    }

    @Override
    public Future<Optional<TraceDetail>> trace(
            String traceId, TraceDetail.CallsCursor afterCall, TraceDetail.RewardsCursor afterReward) {
        return store.reading(readers -> DetailReads.detail(readers, traceId, afterCall, afterReward));
    }

    @Override
    public Future<Series> series(SeriesQuery query) {
        return store.reading(readers -> FigureReads.series(readers, query));
    }

    @Override
    public Future<SessionPage> sessions(TraceQuery query) {
        return store.reading(readers -> SessionReads.page(readers, query));
    }

    @Override
    public Future<FailureSample> failures(long since) {
        return store.reading(readers -> FailureReads.since(readers, since));
    }

    @Override
    public Future<List<AccessKey>> keys() {
        return store.reading(KeyRows::all);
    }
}
