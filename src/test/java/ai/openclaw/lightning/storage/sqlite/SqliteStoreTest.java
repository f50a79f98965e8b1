package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.storage.TraceStore;
import ai.openclaw.lightning.storage.TraceStoreContract;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class SqliteStoreTest extends TraceStoreContract {

    private final Vertx vertx = Vertx.vertx();
    private SqliteStore store;

    @BeforeEach
    void open(@TempDir Path folder) {
        store = new SqliteStore(vertx, new SqliteSettings(folder.resolve("traces.db"), false, 5_000));
        store.open().await();
    }

    @AfterEach
    void close() {
        store.close().await();
        vertx.close().await();
    }

    @Override
    protected TraceStore store() {
        return store;
    }
}
