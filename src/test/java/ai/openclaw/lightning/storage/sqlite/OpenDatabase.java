package ai.openclaw.lightning.storage.sqlite;

import static ai.openclaw.lightning.storage.Given.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import ai.openclaw.lightning.model.TraceDetail.CallsCursor;
import ai.openclaw.lightning.model.TraceDetail.RewardsCursor;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A store that is open on a real file and holds the trace {@code before}. */
abstract class OpenDatabase {

    final Vertx vertx = Vertx.vertx();

    @TempDir
    Path folder;

    Path database;
    SqliteStore store;

    @BeforeEach
    void open() {
        database = folder.resolve("traces.db");
        store = new SqliteStore(vertx, new SqliteSettings(database, false, 200));
        store.open();
        trace("before").in(store);
    }

    @AfterEach
    void close() {
        store.close();
        vertx.close().await();
    }

    static void assertFails(Kind kind, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        BridgeException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(kind));
    }

    boolean stored(String traceId) {
        return store.reader()
                .trace(traceId, CallsCursor.START, RewardsCursor.START)
                .await()
                .isPresent();
    }
}
