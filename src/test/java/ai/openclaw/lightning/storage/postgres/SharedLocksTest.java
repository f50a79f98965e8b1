package ai.openclaw.lightning.storage.postgres;

import static ai.openclaw.lightning.storage.Given.trace;
import static ai.openclaw.lightning.storage.postgres.TwoStores.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.Eventually;
import ai.openclaw.lightning.model.TraceState;
import ai.openclaw.lightning.storage.Changes;
import ai.openclaw.lightning.storage.Changes.TraceChange;
import ai.openclaw.lightning.storage.TransactionConflict;
import ai.openclaw.lightning.storage.WorkingSet;
import ai.openclaw.lightning.storage.WriterStore.Transaction;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two bridges that write the same sessions and traces at the same time. */
final class SharedLocksTest {

    /** Connections that wait for another one's lock. */
    private static final String WAITING = "SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
            + " AND datname = current_database()";

    private final PostgresServer server = PostgresServer.shared();

    @RegisterExtension
    final TwoStores stores = TwoStores.inTurn();

    private final String url = stores.url();
    private final PostgresStore one = stores.one();
    private final PostgresStore two = stores.two();

    /** Else both would count it as a new one. */
    @Test
    void load_newSession_waitsForTheBridgeThatMakesIt() throws Exception {
        WorkingSet.Keys keys = new WorkingSet.Keys(Set.of(), Set.of("s"));
        CompletableFuture<WorkingSet> other;
        try (Transaction first = one.writer().begin()) {
            assertThat(first.load(keys).sessions()).isEmpty();
            other = CompletableFuture.supplyAsync(() -> {
                try (Transaction second = two.writer().begin()) {
                    return second.load(keys);
                }
            });
            assertThatThrownBy(() -> waiting(other)).isInstanceOf(TimeoutException.class);
            write(first, trace("t1").session("s"));
            first.commit();
        }
        assertThat(other.get(10, TimeUnit.SECONDS).sessions().get("s").open()).containsExactly("t1");
    }

    private static WorkingSet waiting(CompletableFuture<WorkingSet> other) throws Exception {
        return other.get(300, TimeUnit.MILLISECONDS);
    }

    /** It waits for the session that the trace had, and then the trace has another one. */
    @Test
    void load_traceThatMovedMeanwhile_locksItsNewSessionToo() throws Exception {
        trace("t1").session("a").in(one);
        TraceState before = trace("t1").session("a").state();
        TraceState moved = trace("t1").session("b").state();
        CompletableFuture<WorkingSet> other;
        try (Transaction first = one.writer().begin()) {
            first.load(new WorkingSet.Keys(Set.of("t1"), Set.of("b")));
            other = CompletableFuture.supplyAsync(() -> {
                try (Transaction second = two.writer().begin()) {
                    WorkingSet loaded = second.load(new WorkingSet.Keys(Set.of("t1"), Set.of()));
                    assertThat(server.count(url, "SELECT COUNT(*) FROM sessions"))
                            .isEqualTo(2);
                    assertThat(server.count(
                                    url,
                                    "SELECT COUNT(*) FROM (SELECT 1 FROM sessions FOR UPDATE SKIP LOCKED) AS free"))
                            .isZero();
                    return loaded;
                }
            });
            Eventually.until(() -> server.count(url, WAITING) > 0);
            first.store(new Changes(List.of(new TraceChange(before, moved, null)), Map.of(), List.of(), Map.of(), 0));
            first.commit();
        }
        WorkingSet loaded = other.get(10, TimeUnit.SECONDS);
        assertThat(loaded.traces()).containsEntry("t1", moved);
        assertThat(loaded.sessions().get("b").latest()).containsExactly("t1");
    }

    @Test
    void store_sameNewTraceOfTwo_oneBeginsAnew() throws Exception {
        WorkingSet.Keys keys = new WorkingSet.Keys(Set.of("t1"), Set.of());
        CompletableFuture<Void> other;
        try (Transaction first = one.writer().begin()) {
            first.load(keys);
            write(first, trace("t1"));
            first.revoke("nobody"); // sends what waits for the commit
            other = CompletableFuture.runAsync(() -> {
                try (Transaction second = two.writer().begin()) {
                    assertThat(second.load(keys).traces()).isEmpty();
                    write(second, trace("t1"));
                    second.commit();
                }
            });
            Eventually.until(() -> server.count(url, WAITING) > 0);
            first.commit();
        }
        assertThatThrownBy(() -> other.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(TransactionConflict.class);
        assertThat(two.writer().totals().figures().traces()).isEqualTo(1);
    }
}
