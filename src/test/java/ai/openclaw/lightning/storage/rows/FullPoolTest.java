package ai.openclaw.lightning.storage.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.jdbcclient.JDBCPool;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sqlite.JDBC;

/** On the real pool, whose only connection is taken: an update of Vert.x may change the words by which it says so. */
final class FullPoolTest {

    private static final int WAITING_MAX = 1;

    private final Vertx vertx = Vertx.vertx();
    private AgroalDataSource source;
    private Pool pool;

    @BeforeEach
    void takeTheOnlyConnection() throws SQLException, TimeoutException {
        source = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(connections -> connections
                        .maxSize(1)
                        .connectionFactoryConfiguration(factory ->
                                factory.connectionProviderClass(JDBC.class).jdbcUrl("jdbc:sqlite::memory:"))));
        PoolOptions options =
                new PoolOptions().setMaxSize(1).setMaxWaitQueueSize(WAITING_MAX).setConnectionTimeout(1);
        pool = JDBCPool.pool(vertx, source, options);
        pool.getConnection().await(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() {
        vertx.close();
        source.close();
    }

    @Test
    void refused_aQueryWaitedTooLong() throws TimeoutException {
        assertThat(failure(pool.query("SELECT 1").execute()))
                .satisfies(late -> assertThat(FullPool.refused(late)).isTrue());
    }

    @Test
    void refused_aConnectionWasWaitedForTooLong() throws TimeoutException {
        assertThat(failure(pool.getConnection()))
                .satisfies(late -> assertThat(FullPool.refused(late)).isTrue());
    }

    @Test
    void refused_tooManyWait() throws TimeoutException {
        Future<?> waiting = pool.query("SELECT 1").execute();

        assertThat(failure(pool.query("SELECT 2").execute()))
                .satisfies(tooMany -> assertThat(FullPool.refused(tooMany)).isTrue());
        assertThat(waiting.isComplete()).isFalse();
    }

    @Test
    void refused_aStatementFails_isNot() {
        assertThat(FullPool.refused(new SQLException("no such table: Timeout"))).isFalse();
        assertThat(FullPool.refused(new SQLException())).isFalse();
    }

    private static Throwable failure(Future<?> read) throws TimeoutException {
        return read.transform(done -> Future.succeededFuture(done.cause())).await(20, TimeUnit.SECONDS);
    }
}
