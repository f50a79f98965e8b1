package ai.openclaw.lightning.storage.postgres;

import io.agroal.api.AgroalDataSource;
import io.vertx.core.Vertx;
import io.vertx.jdbcclient.JDBCPool;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A few connections that only read, for the Vert.x client. What they are asked runs on Vert.x's worker pool.
 *
 * @param pool what is asked
 * @param source where its connections come from
 */
record ReaderPool(Pool pool, AgroalDataSource source) {

    private static final Logger LOG = LoggerFactory.getLogger(ReaderPool.class);

    /** Reads that may wait for a connection; further ones are refused. */
    private static final int WAITING_READS_MAX = 100;

    private static final Duration READ_WAIT_MAX = Duration.ofSeconds(10);

    private static final Duration CLOSE_WAIT_MAX = Duration.ofSeconds(10);

    static ReaderPool open(Vertx vertx, Connector connector) throws SQLException {
        AgroalDataSource source = connector.readers(READ_WAIT_MAX);
        Pool pool = JDBCPool.pool(
                vertx,
                source,
                new PoolOptions()
                        .setMaxSize(connector.settings().readConnections())
                        .setMaxWaitQueueSize(WAITING_READS_MAX)
                        .setConnectionTimeout((int) READ_WAIT_MAX.toSeconds()));
        return new ReaderPool(pool, source);
    }

    /** Blocking; never on an event loop. Reads under way end with a failure. */
    void close() {
        try {
            pool.close().toCompletionStage().toCompletableFuture().get(CLOSE_WAIT_MAX.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException givenUp) {
            LOG.debug("the pool of readers did not close by itself", givenUp);
        } finally {
            source.close();
        }
    }
}
