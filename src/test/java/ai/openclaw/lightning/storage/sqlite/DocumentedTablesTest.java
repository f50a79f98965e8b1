package ai.openclaw.lightning.storage.sqlite;

import static ai.openclaw.lightning.storage.Given.trace;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other programs read the database with plain SQL: what docs/storage.md names is there, and nothing else is. */
final class DocumentedTablesTest {

    private static final Path DOCS = Path.of("docs", "storage.md");
    private static final Pattern NAME = Pattern.compile("`([a-z][a-z_]*)`");

    private final Vertx vertx = Vertx.vertx();
    private SqliteStore store;
    private Connection reader;

    @BeforeEach
    void open(@TempDir Path folder) throws SQLException {
        Path database = folder.resolve("traces.db");
        store = new SqliteStore(vertx, new SqliteSettings(database, false, 5_000));
        store.open();
        reader = DriverManager.getConnection("jdbc:sqlite:" + database);
    }

    @AfterEach
    void close() throws SQLException {
        reader.close();
        store.close();
        vertx.close().await();
    }

    @Test
    void tables_documented_areThoseOfTheDatabase() throws Exception {
        String docs = Files.readString(DOCS);

        assertThat(select("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"))
                .isNotEmpty()
                .allSatisfy(table -> assertThat(docs).contains("`" + table + "`"));
        assertThat(select("SELECT name FROM sqlite_schema WHERE type = 'index' AND name NOT LIKE 'sqlite%'"))
                .isNotEmpty()
                .allSatisfy(index -> assertThat(docs).contains("`" + index + "`"));
    }

    @Test
    void columns_documented_areThoseOfTheTables() throws Exception {
        for (String table : List.of("traces", "tool_calls", "rewards", "assignments", "suggestions")) {
            List<String> documented = columns(table);

            assertThat(select("SELECT name FROM pragma_table_info('" + table + "')"))
                    .as(table)
                    .containsExactlyInAnyOrderElementsOf(documented);
        }
    }

    @Test
    void select_storedTrace_givesPlainValues() throws SQLException {
        trace("t1")
                .session("s1")
                .agent("agent")
                .text("hello", "{\"hardness\":\"easy\"}", null)
                .call("c1", "read", 1_700_000_000_100L, "it broke", 12L)
                .reward("r1", 1.1, 1_700_000_006_000L)
                .ended(true)
                .in(store);

        assertThat(select("SELECT trace_id, session_key, status, message, success, metadata, tools_used FROM traces"))
                .containsExactly("t1", "s1", "ended", "hello", "1", "{\"hardness\":\"easy\"}", "[\"read\"]");
        assertThat(select("SELECT call_id, tool_name, params, result, error, duration_ms, timestamp FROM tool_calls"
                        + " WHERE trace_id = 't1'"))
                .containsExactly("c1", "read", "{\"a\":1}", "[true]", "it broke", "12", "1700000000100");
        assertThat(select(
                        "SELECT r.reward_id, r.source, r.success, r.reward, r.user_rating FROM rewards r JOIN traces t"
                                + " USING (trace_id) WHERE t.session_key = 's1'"))
                .containsExactly("r1", "user", "1", "1.1", "4.5");
    }

    /** What the documentation lists of a table: of traces the first cells of its own table, of others the second cell. */
    private static List<String> columns(String table) throws IOException {
        List<String> names = new ArrayList<>();
        boolean inTable = false;
        for (String line : Files.readAllLines(DOCS)) {
            String[] cells = line.split("\\|", -1);
            if (table.equals("traces")) {
                inTable = inTable ? line.startsWith("|") : line.startsWith("| `traces` |");
                if (inTable && !line.startsWith("| `traces` |")) {
                    addNames(cells[1], names);
                }
            } else if (cells.length > 2 && cells[1].contains("`" + table + "`")) {
                addNames(cells[2], names);
            }
        }
        return names;
    }

    private static void addNames(String cell, List<String> names) {
        var found = NAME.matcher(cell);
        while (found.find()) {
            names.add(found.group(1));
        }
    }

    /** All values, row by row, as text. */
    private List<String> select(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (var statement = reader.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    values.add(row.getString(i));
                }
            }
        }
        return values;
    }
}
