package ai.openclaw.lightning.storage;

import static ai.openclaw.lightning.storage.Given.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.Totals;
import ai.openclaw.lightning.model.WriterStatus.StorageInfo;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A store from its opening to its end. */
public interface StoreLifeContract extends StoreUnderTest {

    @Test
    default void probe_workingStore_succeedsAndLeavesNothing() {
        Totals before = store().writer().totals();
        store().writer().probe();

        assertThat(store().writer().totals()).isEqualTo(before);
        assertThat(ids(query(50, null))).isEmpty();
    }

    @Test
    default void info_openStore_saysItsSize() {
        trace("t1").text("x".repeat(50_000), null, null).in(store());

        assertThat(store().writer().info().databaseBytes()
                        + store().writer().info().walBytes())
                .isGreaterThan(50_000);
    }

    /** Whoever asks for the bridge's health asks from another thread, and must not wait. */
    @Test
    default void info_whileATransactionIsUnderWay_answersAtOnce() throws Exception {
        Given given = trace("t1").call("c1", "a", 1);
        try (WriterStore.Transaction transaction = store().writer().begin()) {
            transaction.insert(given.rows());
            CompletableFuture<StorageInfo> asked =
                    CompletableFuture.supplyAsync(() -> store().writer().info());

            assertThat(asked.get(10, TimeUnit.SECONDS).type()).isNotEmpty();
        }
    }

    @Test
    default void calls_closedStore_areGone() {
        store().close();

        assertGone(() -> trace("t1").in(store()));
        assertGone(() -> load(Set.of("t1"), Set.of()));
        assertGone(() -> store().writer().totals());
        assertGone(() -> store().writer().probe());
        assertGone(() -> ids(query(1, null)));
        assertGone(() -> store().learning().learned().await());
    }

    private static void assertGone(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        BridgeException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(BridgeException.Kind.STORAGE_GONE));
    }

    @Test
    default void close_twice_isFine() {
        store().close();
        store().close();
    }

    @Test
    default void reopen_closedOrNot_keepsWhatIsStored() {
        TraceReader reader = store().reader();
        trace("t1").in(store());
        store().writer().reopen();
        assertThat(isStored("t1")).isTrue();
        store().close();
        store().writer().reopen();
        trace("t2").in(store());

        assertThat(ids(query(10, null))).containsExactlyInAnyOrder("t1", "t2");
        assertThat(store().reader()).as("views stay the same").isSameAs(reader);
    }
}
