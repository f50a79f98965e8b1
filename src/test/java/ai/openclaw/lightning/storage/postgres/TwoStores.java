package ai.openclaw.lightning.storage.postgres;

import ai.openclaw.lightning.storage.Given;
import ai.openclaw.lightning.storage.WriterStore.Transaction;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The stores of two bridges on one new database. */
final class TwoStores implements BeforeEachCallback, AfterEachCallback {

    private final PostgresServer server = PostgresServer.shared();
    private final Vertx vertx = Vertx.vertx();
    private final String url = server.newDatabase();
    private final PostgresStore one = new PostgresStore(vertx, server.settings(url, "one"));
    private final PostgresStore two = new PostgresStore(vertx, server.settings(url, "two"));

    private final boolean atOnce;

    private TwoStores(boolean atOnce) {
        this.atOnce = atOnce;
    }

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

    /** They are opened one after the other, so that the first one learns. */
    static TwoStores inTurn() {
        return new TwoStores(false);
    }

    static TwoStores atOnce() {
        return new TwoStores(true);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (atOnce) {
            openAtOnce();
        } else {
            one.open();
            two.open();
        }
    }

    private void openAtOnce() {
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
    public void afterEach(ExtensionContext context) {
        one.close();
        two.close();
        vertx.close().await();
    }
}
