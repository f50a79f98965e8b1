package ai.openclaw.lightning.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.model.Durations;
import ai.openclaw.lightning.model.ToolFigures;
import ai.openclaw.lightning.model.Totals;
import ai.openclaw.lightning.model.Trace;
import ai.openclaw.lightning.model.TraceCriteria;
import ai.openclaw.lightning.model.TraceDetail;
import ai.openclaw.lightning.model.TraceDetail.CallsCursor;
import ai.openclaw.lightning.model.TraceDetail.RewardsCursor;
import ai.openclaw.lightning.model.TraceDetail.StoredCall;
import ai.openclaw.lightning.model.TraceFigures;
import ai.openclaw.lightning.model.TracePage;
import ai.openclaw.lightning.model.TraceQuery;
import ai.openclaw.lightning.model.TraceStatus;
import ai.openclaw.lightning.storage.Transactions;
import ai.openclaw.lightning.storage.WorkingSet;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database of the older bridge is migrated in place. */
final class OlderBridgeTest {

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    private Path folder;

    private Path database;
    private long before;
    private SqliteStore store;

    @BeforeEach
    void migrate() throws SQLException {
        database = folder.resolve("traces.db");
        OlderBridge.make(database);
        before = System.currentTimeMillis();
        store = new SqliteStore(vertx, new SqliteSettings(database, false, 5_000));
        store.open();
    }

    @AfterEach
    void close() {
        store.close();
        vertx.close().await();
    }

    private TraceDetail detail(String traceId) {
        return store.reader()
                .trace(traceId, CallsCursor.START, RewardsCursor.START)
                .await()
                .orElseThrow();
    }

    private List<Trace> all() {
        return store.reader()
                .traces(new TraceQuery(TraceCriteria.NONE, 200, null))
                .await()
                .traces();
    }

    @Test
    void open_everyRow_isReadable() {
        assertThat(all()).hasSize(9); // seven, the orphans' trace, and that of the calls without one
        assertThat(all().stream()
                        .mapToInt(trace -> detail(trace.traceId()).calls().size())
                        .sum())
                .isEqualTo(7);
        assertThat(all()).extracting(Trace::message).contains(Content.whole("nobody"));
    }

    /** The older bridge cut nothing, and no heap has room for whatever it kept. */
    @Test
    void read_textOfAnyLength_isShownCut() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE traces SET message = printf('%.*c', 3000000, 'm'),"
                    + " metadata = printf('%.*c', 4000000, '7') WHERE trace_id = 'trace-1'");
            statement.execute("UPDATE tool_calls SET params = printf('%.*c', 5000000, '1'),"
                    + " result = '\"' || printf('%.*c', 1048574, 'r') || '\"', error = printf('%.*c', 6000000, 'e')"
                    + " WHERE id = 1");
        }
        TraceDetail read = detail("trace-1");

        assertThat(read.trace().message()).isEqualTo(cut(3_000_000, "m"));
        assertThat(read.trace().metadata()).isEqualTo(cut(4_000_000, "7"));
        StoredCall call = store.reader()
                .trace("trace-1", read.nextCalls(), RewardsCursor.START)
                .await()
                .orElseThrow()
                .calls()
                .get(0);
        assertThat(call.params()).isEqualTo(cut(5_000_000, "1"));
        assertThat(call.result().text()).hasSize(1_048_576).startsWith("\"rrr");
        assertThat(call.error()).isEqualTo(cut(6_000_000, "e"));
        List<Trace> seen = new ArrayList<>();
        TraceQuery.Cursor next = null;
        do {
            TracePage page = store.reader()
                    .traces(new TraceQuery(TraceCriteria.NONE, 200, next))
                    .await();
            seen.addAll(page.traces());
            next = page.next();
        } while (next != null);
        assertThat(seen).hasSize(9).extracting(Trace::message).contains(cut(3_000_000, "m"));
    }

    private static Content cut(int bytes, String character) {
        String head = character.repeat(1_000);
        return new Content(
                String.format(Locale.ROOT, "{\"truncated\":true,\"bytes\":%d,\"head\":\"%s\"}", bytes, head), true);
    }

    @Test
    void open_times_areMilliseconds() {
        Trace seconds = detail("trace-1").trace();
        assertThat(seconds.startTime()).isEqualTo(1_700_000_000_000L);
        assertThat(seconds.endTime()).isEqualTo(1_700_000_010_000L);
        assertThat(detail("0123456789abcdef0123456789abcdef").trace().startTime())
                .isEqualTo(1_700_000_020_123L);
        assertThat(detail("float seconds").trace().startTime()).isEqualTo(1_700_000_040_250L);
        assertThat(detail("float seconds").trace().endTime()).isEqualTo(1_700_000_041_500L);
        assertThat(detail("dated").trace().startTime()).isEqualTo(1_700_000_000_000L);
        assertThat(detail("dated").trace().endTime()).isEqualTo(1_700_000_001_500L);
        assertThat(detail("trace-1").calls())
                .extracting(StoredCall::timestamp)
                .containsExactly(1_700_000_000_000L, 1_700_000_001_000L, 1_700_000_002_500L);
        assertThat(detail("orphan").calls())
                .extracting(StoredCall::timestamp)
                .containsExactly(1_700_000_003_500L, 1_700_000_010_000L);
    }

    @Test
    void open_outcomes_areTruthValuesAndNumbers() {
        assertThat(detail("trace-1").trace().success()).isTrue();
        assertThat(detail("0123456789abcdef0123456789abcdef").trace().success()).isFalse();
        assertThat(detail("float seconds").trace().success()).isTrue();
        assertThat(detail("dated").trace().success()).isFalse();
        assertThat(detail("").trace().success()).isNull();
        assertThat(detail("float seconds").trace().tokensUsed()).isEqualTo(11);
        assertThat(detail("float seconds").trace().latencyMs()).isEqualTo(12);
        assertThat(detail("").trace().tokensUsed()).isNull();
    }

    @Test
    void open_sessionsAndStatus_areFilledIn() {
        assertThat(detail("float seconds").trace().sessionKey()).isEqualTo("anon-float seconds");
        assertThat(detail("trace-1").trace().status()).isEqualTo(TraceStatus.ENDED);
        assertThat(detail("").trace().status()).isEqualTo(TraceStatus.ABANDONED);
        assertThat(detail("orphan").trace().status()).isEqualTo(TraceStatus.ABANDONED);
        assertThat(detail("orphan").trace().startTime()).isEqualTo(1_700_000_003_500L);
        assertThat(detail("orphan").trace().toolsUsed()).containsExactly("search");
        assertThat(detail("trace-1").trace().toolsUsed()).containsExactly("search", "mail");
        assertThat(detail("legacy-tool-calls").calls())
                .extracting(StoredCall::toolName)
                .containsExactly("lost");
    }

    @Test
    void open_textThatIsNotJson_isShownAsAString() {
        assertThat(detail("float seconds").trace().metadata()).isEqualTo(Content.whole("\"not json\""));
        assertThat(detail("trace-1").trace().metadata()).isEqualTo(Content.whole("{\"a\":1}"));
        StoredCall broken = detail("trace-1").calls().get(2);
        assertThat(broken.params()).isEqualTo(Content.whole("\"{broken\""));
        assertThat(broken.result()).isEqualTo(Content.whole("\"plain\""));
        assertThat(detail("orphan").calls().get(1).params()).isEqualTo(Content.whole("\"NaN\""));
    }

    @Test
    void open_receivedAt_isNow() {
        var states = Transactions.load(store, new WorkingSet.Keys(Set.of("trace-1", "orphan"), Set.of()))
                .traces();

        assertThat(states.values())
                .allSatisfy(state -> assertThat(state.receivedAt()).isBetween(before - 1, System.currentTimeMillis()));
    }

    @Test
    void open_figures_areThoseOfTheRows() {
        Totals totals = store.writer().totals();

        Durations durations = new Durations(Map.of(10_000L, 2L, 1_200L, 1L, 1_500L, 1L));
        assertThat(totals.figures())
                .isEqualTo(new TraceFigures(9, 4, 5, 2, 2, 9_012, 2, 131, 7, 2, 0, 0, 0, durations));
        assertThat(totals.sessions()).isEqualTo(8);
        assertThat(totals.activeSessions()).isZero();
        assertThat(totals.tools())
                .isEqualTo(Map.of(
                        "search", new ToolFigures(3, 1, 0, 0),
                        "mail", new ToolFigures(1, 1, 0, 0),
                        "lost", new ToolFigures(1, 0, 0, 0),
                        "unknown", new ToolFigures(2, 0, 0, 0)));
    }

    @Test
    void open_everythingDeletedAgain_leavesNoFigures() {
        while (!store.writer().deleteOldest(Long.MAX_VALUE, 2, Long.MAX_VALUE).isNothing()) {}

        assertThat(all()).isEmpty();
        assertThat(store.writer().totals()).isEqualTo(Totals.ZERO);
    }

    @Test
    void open_again_changesNothing() {
        List<Trace> first = all();
        Totals totals = store.writer().totals();
        store.close();
        store.open();

        assertThat(all()).isEqualTo(first);
        assertThat(store.writer().totals()).isEqualTo(totals);
    }

    @Test
    void open_file_canShrinkFromNowOn() throws SQLException {
        store.close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("SELECT * FROM pragma_auto_vacuum(), pragma_integrity_check()")) {
            assertThat(row.getInt(1)).isEqualTo(2);
            assertThat(row.getString(2)).isEqualTo("ok");
        }
    }
}
