package ai.openclaw.lightning.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.storage.sqlite.copy.Copies;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A backup is the database as of one moment, whatever changes in it while the backup is made. */
final class BackupTest {

    private static final int TRACES = 400;

    @TempDir
    private Path folder;

    private Path database;

    @BeforeEach
    void fill() throws Exception {
        database = folder.resolve("traces.db");
        Vertx vertx = Vertx.vertx();
        SqliteStore store = new SqliteStore(vertx, new SqliteSettings(database, false, 5_000));
        store.open();
        store.close();
        vertx.close().await();
        run(String.format(Locale.ROOT, """
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
                INSERT INTO traces (trace_id, session_key, status, message, tool_count, received_at, last_event_at)
                SELECT printf('t%%05d', i), 's' || i, iif(i %% 7, 'ended', 'open'), 'm' || i, 5, i, i FROM n
                """, TRACES));
        run("INSERT INTO tool_calls (trace_id, tool_name, call_id)"
                + " SELECT trace_id, 'tool', 'c' || value FROM traces, json_each('[1, 2, 3, 4, 5]')");
        run("INSERT INTO rewards (trace_id, source, timestamp, value) SELECT trace_id, 'user', 1, 0.5 FROM traces");
        run("INSERT INTO assignments (trace_id, assigned_at) SELECT trace_id, 1 FROM traces WHERE status = 'open'");
        run("INSERT INTO hourly_figures (hour, agent_id, traces) VALUES (1, '', " + TRACES + ")");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void backup_whileRowsComeChangeAndGo_isTheDatabaseOfOneMoment(long seed) throws Exception {
        Path backup = folder.resolve("backup.db");
        Random random = new Random(seed);
        AtomicInteger changes = new AtomicInteger();
        Copies.backup(database, backup, (done, total) -> {
            for (int i = 0; i < 5; i++) {
                change(random, changes.incrementAndGet());
            }
        });

        assertThat(changes).hasValueGreaterThan(50);
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("ATTACH '" + backup + "' AS backup");
            for (String table : texts(statement, "SELECT name FROM main.sqlite_schema WHERE type = 'table'")) {
                assertThat(differences(statement, table)).as(table).isEmpty();
            }
            assertThat(texts(statement, "SELECT sql FROM backup.sqlite_schema ORDER BY name"))
                    .isEqualTo(texts(statement, "SELECT sql FROM main.sqlite_schema ORDER BY name"));
        }
    }

    /** The last rows changed when the copy had all but the transaction at the end, so it must equal what is there now. */
    private static List<String> differences(Statement statement, String table) throws SQLException {
        String sides = "SELECT %1$s, * FROM %2$s.%3$s EXCEPT SELECT %1$s, * FROM %4$s.%3$s";
        String id = hasNoRowId(statement, table) ? "1" : "rowid";
        List<String> differences = new ArrayList<>(texts(statement, sides.formatted(id, "main", table, "backup")));
        differences.addAll(texts(statement, sides.formatted(id, "backup", table, "main")));
        return differences;
    }

    private static boolean hasNoRowId(Statement statement, String table) throws SQLException {
        return texts(statement, "SELECT wr FROM pragma_table_list WHERE schema = 'main' AND name = '" + table + "'")
                .contains("1");
    }

    private void change(Random random, int number) {
        String some = String.format(
                Locale.ROOT, "(SELECT trace_id FROM traces ORDER BY trace_id LIMIT 1 OFFSET %d)", random.nextInt(100));
        String oldest = "(SELECT trace_id FROM traces WHERE status <> 'open' ORDER BY received_at LIMIT 1)";
        switch (random.nextInt(5)) {
            case 0 ->
                run("UPDATE traces SET status = 'ended', success = 1, message = 'changed' WHERE trace_id = " + some);
            case 1 -> {
                String id = "'new-" + number + "'";
                run("INSERT INTO traces (trace_id, status, received_at) VALUES (" + id + ", 'open', 100000)");
                run("INSERT INTO tool_calls (trace_id, tool_name) VALUES (" + id + ", 'tool'), (" + id + ", 'tool')");
                run("INSERT INTO assignments (trace_id, assigned_at) VALUES (" + id + ", 2)");
            }
            case 2 -> {
                run("INSERT INTO rewards (trace_id, source, timestamp) VALUES (" + some + ", 'user', 2)");
                run("UPDATE traces SET reward = 0.25 WHERE trace_id = " + some);
            }
            case 3 -> {
                run("DELETE FROM tool_calls WHERE trace_id = " + oldest);
                run("DELETE FROM rewards WHERE trace_id = " + oldest);
                run("DELETE FROM assignments WHERE trace_id = " + oldest);
                run("DELETE FROM traces WHERE trace_id = " + oldest);
            }
            default -> { // retention ends a step amid a trace
                run("DELETE FROM tool_calls WHERE id = (SELECT id FROM tool_calls WHERE trace_id = " + oldest + ")");
                run("UPDATE traces SET tool_count = tool_count - 1 WHERE trace_id = " + oldest);
            }
        }
        run("UPDATE hourly_figures SET tool_calls = tool_calls + 1");
    }

    @Test
    void backup_whileTheSchemaChanges_fails() {
        assertThatThrownBy(() -> Copies.backup(
                        database, folder.resolve("backup.db"), (done, total) -> run("PRAGMA user_version = 99")))
                .hasMessageContaining("version");
        assertThat(folder.resolve("backup.db")).doesNotExist();
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + database);
    }

    private void run(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** Rows as text. */
    private static List<String> texts(Statement statement, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                StringBuilder text = new StringBuilder();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    text.append(i == 1 ? "" : "|").append(row.getString(i));
                }
                rows.add(text.toString());
            }
        }
        return rows;
    }
}
