package ai.openclaw.lightning.storage.postgres;

import ai.openclaw.lightning.storage.Given;
import ai.openclaw.lightning.storage.WriterStore.Transaction;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** The stores of two bridges on one new database. */
final class TwoStores implements AutoCloseable {

    private final PostgresServer server = PostgresServer.shared();
    private final Vertx vertx = Vertx.vertx();
    private final String url = server.newDatabase();
    private final PostgresStore one = new PostgresStore(vertx, server.settings(url, "one"));
    private final PostgresStore two = new PostgresStore(vertx, server.settings(url, "two"));

    PostgresStore one() {
        return one;
    }

    PostgresStore two() {
        return two;
    }

    Vertx vertx() {
        return vertx;
    }

    String url() {
        return url;
    }

    /** One after the other, so that the first one learns. */
    void open() {
        one.open();
        two.open();
    }

    void openBothAtOnce() {
        CompletableFuture.allOf(Stream.of(one, two)
                        .map(store -> CompletableFuture.runAsync(store::open))
                        .toArray(CompletableFuture<?>[]::new))
                .join();
    }

    static void write(Transaction transaction, Given given) {
        transaction.insert(given.rows());
        transaction.store(given.changes());
    }

    @Override
    public void close() {
        one.close();
        two.close();
        vertx.close().await();
    }
}
