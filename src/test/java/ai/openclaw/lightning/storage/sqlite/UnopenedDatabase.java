package ai.openclaw.lightning.storage.sqlite;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A store that is not open yet, and the path of its file, which is not there either. */
abstract class UnopenedDatabase {

    final Vertx vertx = Vertx.vertx();

    @TempDir
    Path folder;

    Path database;
    SqliteStore store;

    @BeforeEach
    void name() {
        database = folder.resolve("home").resolve("traces.db");
        store = new SqliteStore(vertx, new SqliteSettings(database, false, 5_000));
    }

    @AfterEach
    void close() {
        store.close();
        vertx.close().await();
    }
}
