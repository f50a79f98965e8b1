package ai.openclaw.lightning.maintenance;

import ai.openclaw.lightning.model.SeriesQuery;
import ai.openclaw.lightning.model.SeriesStep;
import ai.openclaw.lightning.storage.ConfinedTraceReader;
import ai.openclaw.lightning.storage.TraceReader;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Updates the daily files a minute after the start, every hour, and at a clean stop. It also checks the last few days
 * again, because outcomes may arrive late. The bridge goes on when a file can't be written.
 */
public final class DailyFilesVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(DailyFilesVerticle.class);

    private static final long FIRST_MS = 60_000;
    private static final long EVERY_MS = 3_600_000;
    private static final int DAYS = 7;

    private final TraceReader store;
    private final Path folder;
    private final LongSupplier clock;
    private DailyFiles files;

    /**
     * @param folder exists
     * @param clock epoch milliseconds
     */
    public DailyFilesVerticle(TraceReader store, Path folder, LongSupplier clock) {
        this.store = ConfinedTraceReader.of(store);
        this.folder = folder;
        this.clock = clock;
    }

    @Override
    public Future<?> start() {
        vertx.setTimer(FIRST_MS, timer -> write());
        vertx.setPeriodic(EVERY_MS, timer -> write());
        return Future.succeededFuture();
    }

    /** Otherwise today's figures would be missing until the next start. */
    @Override
    public Future<?> stop() {
        return write();
    }

    private Future<Integer> write() {
        long today = SeriesStep.DAY.of(clock.getAsLong());
        if (files == null) {
            files = new DailyFiles(folder);
        }
        return store.series(new SeriesQuery(SeriesStep.DAY, today - DAYS + 1, DAYS, null))
                .compose(series -> vertx.executeBlocking(() -> files.write(series.figures()), true))
                .otherwise(failure -> {
                    LOG.warn("the daily figures can't be written to {}: {}", folder, failure.toString());
                    return 0;
                });
    }
}
