package ai.openclaw.lightning.storage;

import static ai.openclaw.lightning.storage.Given.trace;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.TraceState;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a store does beside that which several bridges write at the same time. */
public interface SharedStoreContract extends StoreUnderTest {

    @Test
    default void isShared_saysSo() {
        assertThat(store().writer().isShared()).isTrue();
    }

    /** What was loaded stays true until the end of its transaction: no count is lost. */
    @Test
    default void load_severalWritersOfOneTrace_waitForOneAnother() throws Exception {
        trace("t1").in(store());
        int rounds = 50;
        List<CompletableFuture<Void>> writers = List.of(
                CompletableFuture.runAsync(() -> countUp(rounds)), CompletableFuture.runAsync(() -> countUp(rounds)));
        for (CompletableFuture<Void> writer : writers) {
            writer.get(60, TimeUnit.SECONDS);
        }

        assertThat(detail("t1").trace().toolCount()).isEqualTo(2L * rounds);
    }

    private void countUp(int rounds) {
        WorkingSet.Keys keys = new WorkingSet.Keys(Set.of("t1"), Set.of());
        for (int i = 0; i < rounds; i++) {
            try (WriterStore.Transaction transaction = store().writer().begin()) {
                TraceState before = transaction.load(keys).traces().get("t1");
                TraceState after = new TraceState(
                        before.traceId(),
                        before.sessionKey(),
                        before.lifecycle(),
                        before.labels(),
                        before.outcome(),
                        before.tools().called("tool"),
                        before.receivedAt(),
                        before.lastEventAt(),
                        before.lastTimestamp());
                transaction.store(new Changes(
                        List.of(new Changes.TraceChange(before, after, null)), Map.of(), List.of(), Map.of(), 0));
                transaction.commit();
            }
        }
    }
}
