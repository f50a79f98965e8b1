package ai.openclaw.lightning.storage.memory;

import static ai.openclaw.lightning.storage.Given.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import ai.openclaw.lightning.model.TraceDetail.CallsCursor;
import ai.openclaw.lightning.model.TraceDetail.RewardsCursor;
import ai.openclaw.lightning.storage.Store;
import ai.openclaw.lightning.storage.StoreContract;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class MemoryStoreTest implements StoreContract {

    private final Vertx vertx = Vertx.vertx();
    private final MemoryStore store = MemoryStore.opened();

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

    @Test
    void write_full_failsAsAFullDiskUntilThereIsRoom() {
        MemoryStore small = new MemoryStore(10_000);
        small.open();
        trace("t1").ended(true).text("x".repeat(8_000), null, null).in(small);

        assertThatThrownBy(() -> trace("t2").text("x".repeat(8_000), null, null).in(small))
                .isInstanceOfSatisfying(
                        BridgeException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.DISK_FULL));
        assertThat(small.reader()
                        .trace("t2", CallsCursor.START, RewardsCursor.START)
                        .await())
                .isEmpty();

        small.writer().deleteOldest(Long.MAX_VALUE, 10, Long.MAX_VALUE);
        trace("t2").text("x".repeat(8_000), null, null).in(small);
        assertThat(small.reader()
                        .trace("t2", CallsCursor.START, RewardsCursor.START)
                        .await())
                .isPresent();
    }

    @Test
    void info_everythingDeleted_isZero() {
        trace("t1")
                .ended(true)
                .text("m", "{}", "{}")
                .call("c", "a", 1)
                .reward("r", 1.0, 1)
                .in(store);
        store.writer().deleteOldest(Long.MAX_VALUE, 1, Long.MAX_VALUE);
        store.writer().deleteOldest(Long.MAX_VALUE, 10, Long.MAX_VALUE);

        assertThat(store.writer().info().databaseBytes()).isZero();
    }
}
