package ai.openclaw.lightning.storage.postgres;

import ai.openclaw.lightning.storage.SharedStoreContract;
import ai.openclaw.lightning.storage.Store;
import ai.openclaw.lightning.storage.StoreContract;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

final class PostgresStoreTest implements StoreContract, SharedStoreContract {

    private final PostgresServer server = PostgresServer.shared();
    private final Vertx vertx = Vertx.vertx();
    private PostgresStore store;

    @BeforeEach
    void open() {
        store = new PostgresStore(vertx, server.settings(server.newDatabase(), "one"));
        store.open();
    }

    @AfterEach
    void close() {
        store.close();
        vertx.close().await();
    }

    @Override
    public Store store() {
        return store;
    }

    @Override
    public Vertx vertx() {
        return vertx;
    }
}
