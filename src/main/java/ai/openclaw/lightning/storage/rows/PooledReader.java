package ai.openclaw.lightning.storage.rows;

import ai.openclaw.lightning.model.AccessKey;
import ai.openclaw.lightning.model.ArmTools;
import ai.openclaw.lightning.model.FailureSample;
import ai.openclaw.lightning.model.LatestTraces;
import ai.openclaw.lightning.model.Series;
import ai.openclaw.lightning.model.SeriesQuery;
import ai.openclaw.lightning.model.SessionPage;
import ai.openclaw.lightning.model.ToolUse;
import ai.openclaw.lightning.model.TraceDetail;
import ai.openclaw.lightning.model.TracePage;
import ai.openclaw.lightning.model.TraceQuery;
import ai.openclaw.lightning.storage.TraceReader;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Reads for clients, on a store's pool of readers: the SQL client answers on the context that asked. */
public record PooledReader(Readers readers, Reads reads) implements TraceReader {

    /** Of an open store. Whatever goes wrong, now or later, fails the future, by its kind. */
    public interface Readers {
        <T> Future<T> reading(Function<Pool, Future<T>> read);
    }

    /** What a kind of store asks its database, for each read. */
    public record Reads(
            BiFunction<Pool, TraceQuery, Future<TracePage>> traces,
            Detail trace,
            BiFunction<Pool, SeriesQuery, Future<Series>> series,
            BiFunction<Pool, TraceQuery, Future<SessionPage>> sessions,
            BiFunction<Pool, LatestTraces, Future<FailureSample>> failures,
            BiFunction<Pool, LatestTraces, Future<List<ToolUse>>> tools,
            BiFunction<Pool, ArmTools.Query, Future<ArmTools>> armTools) {}

    /** One trace, from these places in its calls and rewards on. */
    public interface Detail {
        Future<Optional<TraceDetail>> read(
                Pool pool, String traceId, TraceDetail.CallsCursor afterCall, TraceDetail.RewardsCursor afterReward);
    }

    @Override
    public Future<TracePage> traces(TraceQuery query) {
        return readers.reading(pool -> reads.traces().apply(pool, query));
    }

    @Override
    public Future<Optional<TraceDetail>> trace(
            String traceId, TraceDetail.CallsCursor afterCall, TraceDetail.RewardsCursor afterReward) {
        return readers.reading(pool -> reads.trace().read(pool, traceId, afterCall, afterReward));
    }

    @Override
    public Future<Series> series(SeriesQuery query) {
        return readers.reading(pool -> reads.series().apply(pool, query));
    }

    @Override
    public Future<SessionPage> sessions(TraceQuery query) {
        return readers.reading(pool -> reads.sessions().apply(pool, query));
    }

    @Override
    public Future<FailureSample> failures(LatestTraces which) {
        return readers.reading(pool -> reads.failures().apply(pool, which));
    }

    @Override
    public Future<List<ToolUse>> tools(LatestTraces which) {
        return readers.reading(pool -> reads.tools().apply(pool, which));
    }

    @Override
    public Future<ArmTools> armTools(ArmTools.Query query) {
        return readers.reading(pool -> reads.armTools().apply(pool, query));
    }

    @Override
    public Future<List<AccessKey>> keys() {
        return readers.reading(KeyRows::all);
    }
}
