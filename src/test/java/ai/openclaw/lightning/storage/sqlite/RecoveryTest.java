package ai.openclaw.lightning.storage.sqlite;

import static ai.openclaw.lightning.storage.Given.trace;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.Totals;
import ai.openclaw.lightning.model.TraceDetail;
import ai.openclaw.lightning.model.TraceDetail.CallsCursor;
import ai.openclaw.lightning.model.TraceDetail.RewardsCursor;
import ai.openclaw.lightning.storage.sqlite.file.Integrity;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases with bytes overwritten: moved aside whole, and started with what could be read of them. */
@Tag("once")
final class RecoveryTest extends DamagedDatabase {

    @ParameterizedTest
    @ValueSource(ints = {16, 100, 1_024})
    void open_beginningOverwritten_allIsSalvaged(int bytes) throws Exception {
        overwrite(0, bytes);
        byte[] damaged = Files.readAllBytes(database);
        store.open();

        assertThat(survivors()).isEqualTo(before);
        assertThat(store.writer().totals()).isEqualTo(totals);
        assertThat(store.learning().learned().await()).isEqualTo(learned);
        assertMovedAside(damaged);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void open_middleOverwritten_mostIsSalvaged(long seed) throws Exception {
        Random random = new Random(seed);
        int pages = (int) (Files.size(database) / PAGE);
        for (int i = 0; i < 3; i++) {
            overwrite((long) (2 + random.nextInt(pages - 6)) * PAGE + random.nextInt(PAGE), 2 * PAGE);
        }
        assertSalvaged(TRACES - 60, pages);
    }

    @Test
    void open_rootsOverwritten_mostIsSalvaged() throws Exception {
        int pages = (int) (Files.size(database) / PAGE);
        overwrite(2L * PAGE, 3 * PAGE); // with auto-vacuum the first tables' roots follow the first two pages
        assertSalvaged(TRACES - 60, pages);
    }

    /** Rows that were stored before their table got further columns have fewer of them in the file. */
    @Test
    void open_rowsOfAnOlderSchemaAndRootsOverwritten_mostIsSalvaged() throws Exception {
        List<String> added = List.of(
                "traces message_cut",
                "traces metadata_cut",
                "traces end_metadata_cut",
                "tool_calls params_cut",
                "tool_calls result_cut",
                "tool_calls error_cut",
                "rewards metadata_cut",
                "traces origin",
                "traces parent_trace_id",
                "traces failure",
                "traces other_verdicts",
                "tool_calls exit_code",
                "rewards failure",
                "traces sender");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                var statement = connection.createStatement()) {
            for (String index : List.of("tool_calls_failed", "traces_sender")) {
                statement.execute("DROP INDEX " + index);
            }
            for (String column : added) {
                statement.execute("ALTER TABLE " + column.replace(" ", " DROP COLUMN "));
            }
            for (String table : List.of("access_keys", "hourly_figures", "hourly_durations", "outbox")) {
                statement.execute("DROP TABLE " + table);
            }
            statement.execute("CREATE TABLE daily_figures (day INTEGER PRIMARY KEY)");
            statement.execute("PRAGMA user_version = 3");
        }
        store.open();
        store.close();
        int pages = (int) (Files.size(database) / PAGE);
        overwrite(2L * PAGE, 3 * PAGE);
        assertSalvaged(TRACES - 60, pages);
    }

    @Test
    void open_truncated_whatIsLeftIsSalvaged() throws Exception {
        long half = Files.size(database) / 2 / PAGE;
        try (RandomAccessFile file = new RandomAccessFile(database.toFile(), "rw")) {
            file.setLength(half * PAGE + 100);
        }
        assertSalvaged(TRACES / 10, (int) half);
    }

    @Test
    void open_garbage_startsEmpty() throws Exception {
        byte[] garbage = new byte[300_000];
        new Random(7).nextBytes(garbage);
        Files.write(database, garbage);
        store.open();

        assertThat(survivors()).isEmpty();
        assertThat(store.writer().totals().figures().traces()).isZero();
        assertMovedAside(garbage);
    }

    /** As a killed process leaves it: the newest pages are in the log. */
    @Test
    void open_damagedWithALog_logIsReadToo() throws Exception {
        Path copy = folder.resolve("copy");
        Files.createDirectory(copy);
        store.open();
        trace("f".repeat(32)).ended(true).call("c", "late", 1_700_000_000_400L).in(store);
        for (String suffix : List.of("", "-wal")) {
            Files.copy(Path.of(database + suffix), copy.resolve("traces.db" + suffix));
        }
        store.close();
        database = copy.resolve("traces.db");
        overwrite(0, 100);
        overwrite((Files.size(database) / PAGE - 3) * PAGE, PAGE);
        store = new SqliteStore(vertx, new SqliteSettings(database, false, 5_000));
        store.open();

        assertThat(store.reader()
                        .trace("f".repeat(32), CallsCursor.START, RewardsCursor.START)
                        .await())
                .isPresent();
    }

    @Test
    void open_deletedRows_doNotComeBack() throws Exception {
        store.open();
        while (store.writer().totals().figures().traces() > TRACES / 2) {
            store.writer().deleteOldest(Long.MAX_VALUE, 5, Long.MAX_VALUE);
        }
        Map<String, TraceDetail> kept = survivors();
        store.close();
        overwrite(0, 100);
        store.open();

        assertThat(survivors()).isEqualTo(kept);
    }

    private void assertSalvaged(int tracesAtLeast, int pages) throws Exception {
        byte[] damaged = Files.readAllBytes(database);
        store.open();

        Map<String, TraceDetail> after = survivors();
        assertThat(after).as("of %d pages", pages).hasSizeGreaterThanOrEqualTo(tracesAtLeast);
        long whole = after.entrySet().stream()
                .filter(entry -> entry.getValue().equals(before.get(entry.getKey())))
                .count();
        assertThat(whole).isGreaterThanOrEqualTo(tracesAtLeast * 2L / 3);
        Totals now = store.writer().totals();
        assertThat(now.figures().traces()).isEqualTo(after.size());
        assertThat(now.figures().toolCalls())
                .isEqualTo(
                        after.values().stream().mapToLong(d -> d.calls().size()).sum())
                .isEqualTo(after.values().stream()
                        .mapToLong(d -> d.trace().toolCount())
                        .sum());
        assertThat(now.figures().rewards())
                .isEqualTo(after.values().stream()
                        .mapToLong(d -> d.rewards().size())
                        .sum());
        assertMovedAside(damaged);
    }

    private void assertMovedAside(byte[] damaged) throws Exception {
        assertThat(store.writer().info().notice()).contains("damaged", "salvaged");
        List<String> aside = files().stream()
                .filter(name -> name.startsWith("traces.db.damaged-") && !name.endsWith("-wal"))
                .toList();
        assertThat(aside).hasSize(1);
        assertThat(Files.readAllBytes(folder.resolve(aside.get(0)))).isEqualTo(damaged);
        assertThat(Integrity.check(database)).isEmpty();
    }
}
