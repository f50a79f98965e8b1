package ai.openclaw.lightning.storage.postgres;

import static ai.openclaw.lightning.storage.Given.trace;
import static ai.openclaw.lightning.storage.postgres.TwoStores.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.Eventually;
import ai.openclaw.lightning.model.Series;
import ai.openclaw.lightning.model.Totals;
import ai.openclaw.lightning.model.TraceEvidence;
import ai.openclaw.lightning.storage.LearningStore.EvidencePage;
import ai.openclaw.lightning.storage.NewRows;
import ai.openclaw.lightning.storage.SeriesContract;
import ai.openclaw.lightning.storage.StoreUnderTest;
import ai.openclaw.lightning.storage.TransactionConflict;
import ai.openclaw.lightning.storage.WorkingSet;
import ai.openclaw.lightning.storage.WriterStore.Transaction;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two bridges on one database. */
final class SharedDatabaseTest {

    private final PostgresServer server = PostgresServer.shared();

    @RegisterExtension
    final TwoStores stores = TwoStores.atOnce();

    private final String url = stores.url();
    private final PostgresStore one = stores.one();
    private final PostgresStore two = stores.two();

    /** The optimizer reads on behind the last id it saw, so it must see none before a lower one can still come. */
    @Test
    void closedTraces_lowerIdNotCommittedYet_waitForIt() {
        try (Transaction slow = one.writer().begin()) {
            slow.load(new WorkingSet.Keys(Set.of("first"), Set.of("a")));
            write(slow, trace("first").session("a").arm("e").ended(true));
            slow.revoke("nobody"); // so that what waits for the commit gets its ids before the other's
            try (Transaction fast = two.writer().begin()) {
                fast.load(new WorkingSet.Keys(Set.of("second"), Set.of("b")));
                write(fast, trace("second").session("b").arm("e").ended(true));
                fast.commit();
            }
            assertThat(page().traces()).isEmpty();
            assertThat(two.learning().assignments(0, 10).await()).isEmpty();
            assertThat(two.learning().assignmentsHeldBack()).isTrue();
            slow.commit();
        }
        assertThat(page().traces()).extracting(TraceEvidence::traceId).containsExactly("first", "second");
        assertThat(two.learning().assignments(0, 10).await())
                .extracting(assignment -> assignment.traceId())
                .containsExactly("first", "second");
        assertThat(two.learning().assignmentsHeldBack()).isFalse();
    }

    private EvidencePage page() {
        return two.learning().closedTraces(0, 10).await();
    }

    @Test
    void totals_ofSeveralBridges_areTheSameForEachAndStayThoseOfTheRows() {
        trace("t1").session("s").call("c", "search", 1).ended(true).in(one);
        trace("t2")
                .session("t")
                .call("c", "search", 1)
                .call("d", "mail", 2)
                .ended(true)
                .in(two);

        Totals totals = one.writer().totals();
        assertThat(two.writer().totals()).isEqualTo(totals);
        assertThat(totals.figures().traces()).isEqualTo(2);
        assertThat(totals.sessions()).isEqualTo(2);
        assertThat(totals.tools().get("search").calls()).isEqualTo(2);

        one.writer().deleteOldest(Long.MAX_VALUE, 100, Long.MAX_VALUE);
        assertThat(List.of(one.writer().totals(), two.writer().totals())).containsOnly(Totals.ZERO);
        assertThat(two.writer().usedBytes()).isZero();
        assertThat(two.reader().series(StoreUnderTest.EVER).await().figures()).isEmpty();
    }

    /** The first one costs a transaction; whoever begins it anew is told which rows were new. */
    @Test
    void insert_eventsThatAnotherBridgeStored_isToBeBegunAnewAndThenKnowsThem() {
        trace("t1").call("c", "search", 1).reward("r", 1.0, 1).in(two);
        NewRows rows = trace("t1")
                .call("c", "search", 1)
                .call("d", "mail", 2)
                .reward("r", 1.0, 1)
                .rows();

        try (Transaction transaction = one.writer().begin()) {
            assertThatThrownBy(() -> transaction.insert(rows)).isInstanceOf(TransactionConflict.class);
        }
        try (Transaction transaction = one.writer().begin()) {
            NewRows.Inserted inserted = transaction.insert(rows);
            assertThat(inserted.calls()).isEqualTo(BitSet.valueOf(new long[] {0b10}));
            assertThat(inserted.rewards().isEmpty()).isTrue();
        }
    }

    /** A deadlock, a lost connection: the next transaction works. */
    @Test
    void begin_connectionThatTheServerEnded_isMadeAnew() {
        trace("t1").in(one);
        server.execute(
                url,
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND pid <> pg_backend_pid()");

        try (Transaction transaction = one.writer().begin()) {
            WorkingSet.Keys keys = new WorkingSet.Keys(Set.of("t2"), Set.of());
            assertThatThrownBy(() -> transaction.load(keys)).isInstanceOf(TransactionConflict.class);
        }
        trace("t2").in(one);
        assertThat(one.writer().totals().figures().traces()).isEqualTo(2);
        assertThat(one.reader().series(StoreUnderTest.EVER).await().figures()).hasSize(1);
    }

    @Test
    void open_databaseThatWasSummedByDay_hasTheSameSumsByHour() {
        trace("t1")
                .agent("a")
                .call("c", "search", 1, "bad", 5L)
                .reward("r", 0.5, 2)
                .ended(true)
                .in(one);
        trace("t2").start(1_700_010_000_000L).reward("r", null, 2).ended(false).in(two);
        for (long ms : SeriesContract.ROUNDED) {
            trace("of " + ms).took(ms).ended(true).in(two);
        }
        Totals totals = one.writer().totals();
        Series series = one.reader().series(StoreUnderTest.EVER).await();
        server.execute(
                url,
                "DROP TABLE hourly_figures, hourly_durations; DROP INDEX traces_sender, tool_calls_failed;"
                        + " CREATE TABLE daily_figures (day BIGINT);"
                        + " DELETE FROM schema_versions WHERE version >= 4");

        one.writer().reopen();

        assertThat(one.writer().totals()).isEqualTo(totals);
        assertThat(one.reader().series(StoreUnderTest.EVER).await()).isEqualTo(series);
        one.writer().deleteOldest(Long.MAX_VALUE, 100, Long.MAX_VALUE);
        assertThat(one.writer().totals()).isEqualTo(Totals.ZERO);
    }

    /** The server planned them while the tables were empty, and learns only later how large they have become. */
    @Test
    void load_tablesThatGrewQuickly_findsItsRowsByKeys() throws Exception {
        for (int i = 0; i < 20; i++) {
            String traceId = "t" + i;
            Set<String> many = IntStream.range(i, i + 30).mapToObj(n -> "t" + n).collect(Collectors.toSet());
            try (Transaction transaction = one.writer().begin()) {
                transaction.load(new WorkingSet.Keys(many, many));
                write(
                        transaction,
                        trace(traceId).session(traceId).call("c", "search", 1).ended(true));
                transaction.commit();
            }
        }
        one.close(); // the server counts what a connection did once that has ended

        String tables = " FROM pg_stat_user_tables WHERE relname IN ('traces', 'sessions', 'tool_calls')";
        Eventually.until(
                Duration.ofSeconds(20),
                () -> "nothing was counted",
                () -> server.count(url, "SELECT COALESCE(SUM(n_tup_ins), 0)::bigint" + tables) >= 41);
        assertThat(server.count(url, "SELECT SUM(seq_tup_read)::bigint" + tables))
                .isZero();
        assertThat(server.count(
                        url,
                        "SELECT SUM(idx_scan)::bigint FROM pg_stat_user_indexes"
                                + " WHERE indexrelname IN ('traces_id', 'traces_start', 'traces_received')"))
                .as("scans of a whole index")
                .isZero();
    }

    @Test
    void open_databaseOfANewerBridge_isRefusedUnlessItSaysThatThisOneMayStay() {
        server.execute(url, "INSERT INTO schema_versions (version, oldest_bridge) VALUES (1000, 1)");
        one.writer().reopen();
        server.execute(url, "UPDATE schema_versions SET oldest_bridge = 1000 WHERE version = 1000");

        assertThatThrownBy(() -> one.writer().reopen()).hasMessageContaining("newer OpenClaw Lightning (schema 1000");
    }

    @Test
    void open_databaseOfAnotherProgram_isLeftAlone() {
        String foreign = server.newDatabase();
        server.execute(foreign, "CREATE TABLE traces (id INTEGER)");

        PostgresStore store = new PostgresStore(stores.vertx(), server.settings(foreign, "one"));
        assertThatThrownBy(store::open).hasMessageContaining("is one of another program");
    }
}
