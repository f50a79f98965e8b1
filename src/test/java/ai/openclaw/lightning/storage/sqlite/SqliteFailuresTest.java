package ai.openclaw.lightning.storage.sqlite;

import static ai.openclaw.lightning.storage.Given.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.model.BridgeException.Kind;
import ai.openclaw.lightning.model.TraceDetail;
import ai.openclaw.lightning.model.TraceDetail.CallsCursor;
import ai.openclaw.lightning.model.TraceDetail.RewardsCursor;
import ai.openclaw.lightning.storage.Transactions;
import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What goes wrong with a real file fails by its kind, loses nothing stored earlier, and works again afterwards. */
final class SqliteFailuresTest extends OpenDatabase {

    @Test
    void write_afterAFailedOne_commitsWholeTransactions() throws SQLException {
        IllegalStateException failure = new IllegalStateException("no");
        assertThatThrownBy(() -> Transactions.write(store, trace("failed").rows(), inserted -> {
                    throw failure;
                }))
                .isSameAs(failure);
        trace("after").call("c", "a", 1).in(store);

        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = other.createStatement();
                var row = statement.executeQuery("SELECT COUNT(*) FROM traces WHERE trace_id IN ('after', 'failed')")) {
            assertThat(row.getInt(1)).isEqualTo(1); // another process sees it: no transaction was left open
        }
        assertFails(Kind.INTERNAL, () -> trace("after").in(store)); // the same trace as new
        trace("last").in(store);
        assertThat(stored("last")).isTrue();
    }

    @Test
    void read_farTooManyAtOnce_failAsBusy() {
        List<Future<Optional<TraceDetail>>> reads = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            reads.add(store.reader().trace("before", CallsCursor.START, RewardsCursor.START));
        }
        Future.join(reads).otherwiseEmpty().await();

        assertThat(reads).anyMatch(Future::succeeded).anyMatch(Future::failed);
        reads.stream().filter(Future::failed).forEach(read -> assertFails(Kind.BUSY, () -> read.await()));
    }

    @Test
    void write_closedStore_isGone() {
        store.close();

        assertFails(Kind.STORAGE_GONE, () -> trace("t").in(store));
        assertFails(
                Kind.STORAGE_GONE,
                () -> store.reader()
                        .trace("t", CallsCursor.START, RewardsCursor.START)
                        .await());
    }
}
