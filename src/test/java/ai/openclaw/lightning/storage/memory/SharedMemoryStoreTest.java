package ai.openclaw.lightning.storage.memory;

import ai.openclaw.lightning.storage.SharedStoreContract;
import ai.openclaw.lightning.storage.Store;
import ai.openclaw.lightning.storage.StoreContract;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;

final class SharedMemoryStoreTest implements StoreContract, SharedStoreContract {

    private final Vertx vertx = Vertx.vertx();
    private final MemoryStore store = MemoryStore.openedForSeveral();

    @AfterEach
    void close() {
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
