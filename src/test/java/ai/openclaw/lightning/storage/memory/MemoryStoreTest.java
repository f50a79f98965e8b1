package ai.openclaw.lightning.storage.memory;

import static ai.openclaw.lightning.storage.Given.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import ai.openclaw.lightning.model.TraceDetail.CallsCursor;
import ai.openclaw.lightning.model.TraceDetail.RewardsCursor;
import ai.openclaw.lightning.storage.TraceStore;
import ai.openclaw.lightning.storage.TraceStoreContract;
import org.junit.jupiter.api.Test;

final class MemoryStoreTest extends TraceStoreContract {

    private final MemoryStore store = new MemoryStore(MemoryStore.BYTES_MAX_DEFAULT);

    @Override
    protected TraceStore store() {
        return store;
    }

    @Test
    void write_full_failsAsAFullDiskUntilThereIsRoom() {
        MemoryStore small = new MemoryStore(10_000);
        trace("t1").ended(true).text("x".repeat(8_000), null, null).in(small);

        assertThatThrownBy(() -> trace("t2").text("x".repeat(8_000), null, null).in(small))
                .isInstanceOfSatisfying(
                        BridgeException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.DISK_FULL));
        assertThat(small.trace("t2", CallsCursor.START, RewardsCursor.START).await())
                .isEmpty();

        small.deleteOldest(Long.MAX_VALUE, 10, Long.MAX_VALUE).await();
        trace("t2").text("x".repeat(8_000), null, null).in(small);
        assertThat(small.trace("t2", CallsCursor.START, RewardsCursor.START).await())
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
        store.deleteOldest(Long.MAX_VALUE, 1, Long.MAX_VALUE).await();
        store.deleteOldest(Long.MAX_VALUE, 10, Long.MAX_VALUE).await();

        assertThat(store.info().await().databaseBytes()).isZero();
    }
}
