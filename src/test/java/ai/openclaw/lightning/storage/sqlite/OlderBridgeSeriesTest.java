package ai.openclaw.lightning.storage.sqlite;

import static ai.openclaw.lightning.storage.Given.trace;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.SeriesQuery;
import ai.openclaw.lightning.model.SeriesStep;
import ai.openclaw.lightning.model.Totals;
import ai.openclaw.lightning.model.Trace;
import ai.openclaw.lightning.model.TraceCriteria;
import ai.openclaw.lightning.model.TraceFigures;
import ai.openclaw.lightning.model.TraceQuery;
import ai.openclaw.lightning.storage.SeriesContract;
import ai.openclaw.lightning.storage.sqlite.salvage.StoredSums;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Traces of the older bridge count when they began, though all of them were received at the migration. */
final class OlderBridgeSeriesTest {

    @Test
    void open_olderDatabase_countsTracesWhenTheyBegan(@TempDir Path folder) throws SQLException {
        Path database = folder.resolve("traces.db");
        OlderBridge.make(database);
        Vertx vertx = Vertx.vertx();
        SqliteStore store = new SqliteStore(vertx, new SqliteSettings(database, false, 5_000));
        store.open();

        Map<Long, Long> began =
                store.reader().traces(new TraceQuery(TraceCriteria.NONE, 200, null)).await().traces().stream()
                        .collect(Collectors.groupingBy(OlderBridgeSeriesTest::day, Collectors.counting()));
        Map<Long, TraceFigures> days = store.reader()
                .series(new SeriesQuery(SeriesStep.DAY, 0, 100_000, null))
                .await()
                .figures();
        store.close();
        vertx.close().await();

        assertThat(days.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, day -> day.getValue().traces())))
                .isEqualTo(began)
                .hasSizeGreaterThan(1);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database)) {
            assertThat(StoredSums.findings(connection)).isEmpty();
        }
    }

    @Test
    void open_databaseOfSchema8_countsDurationsAsTheyAreCountedNow(@TempDir Path folder) throws SQLException {
        Path database = folder.resolve("traces.db");
        Vertx vertx = Vertx.vertx();
        SqliteStore store = new SqliteStore(vertx, new SqliteSettings(database, false, 5_000));
        store.open();
        for (long ms : SeriesContract.ROUNDED) {
            trace("of " + ms).took(ms).ended(true).in(store);
        }
        Totals counted = store.writer().totals();
        store.close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE hourly_durations");
            statement.execute("DROP INDEX tool_calls_failed");
            statement.execute("DROP INDEX traces_sender");
            statement.execute("ALTER TABLE outbox DROP COLUMN agent_id");
            statement.execute("PRAGMA user_version = 8");
        }

        store.open();
        Totals migrated = store.writer().totals();
        store.close();
        vertx.close().await();

        assertThat(migrated).isEqualTo(counted);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database)) {
            assertThat(StoredSums.findings(connection)).isEmpty();
        }
    }

    private static long day(Trace trace) {
        return SeriesStep.DAY.of(trace.startTime());
    }
}
