package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.storage.sqlite.file.ResourceStack;
import io.vertx.core.Vertx;
import io.vertx.jdbcclient.JDBCPool;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A few connections that only read, for the Vert.x client. What they are asked runs on Vert.x's worker pool. */
final class ReaderPool implements AutoCloseable {

    /** Reads that may wait for a connection; further ones are refused. */
    private static final int WAITING_READS_MAX = 100;

    private static final Duration READ_WAIT_MAX = Duration.ofSeconds(10);

    private static final Duration CLOSE_WAIT_MAX = Duration.ofSeconds(10);

    private final Pool pool;
    private final ResourceStack opened;

    private ReaderPool(Pool pool, ResourceStack opened) {
        this.pool = pool;
        this.opened = opened;
    }

    static ReaderPool open(Vertx vertx, Connector connector) throws SQLException {
        ResourceStack opened = new ResourceStack();
        try {
            var source = opened.add(connector.readers(READ_WAIT_MAX));
            Pool pool = JDBCPool.pool(
                    vertx,
                    source,
                    new PoolOptions()
                            .setMaxSize(connector.settings().readConnections())
                            .setMaxWaitQueueSize(WAITING_READS_MAX)
                            .setConnectionTimeout((int) READ_WAIT_MAX.toSeconds()));
            opened.add(() -> pool.close()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(CLOSE_WAIT_MAX.toSeconds(), TimeUnit.SECONDS));
            return new ReaderPool(pool, opened);
        } catch (SQLException | RuntimeException | Error failure) {
            opened.closeAfter(failure);
            throw failure;
        }
    }

    Pool pool() {
        return pool;
    }

    /** Blocking; never on an event loop. */
    @Override
    public void close() throws IOException {
        opened.close();
    }
}
