package ai.openclaw.lightning.storage.sqlite.copy;

import ai.openclaw.lightning.storage.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.sqlite.SQLiteOpenMode;

/**
 * A copy of a whole database as of one moment, made row by row. SQLite's own ways (backup, VACUUM INTO) read all of it in
 * one transaction, and as long as that lasts the write-ahead log of a bridge at work only grows. Tool calls and rewards,
 * most of the bytes, are never changed: here they are copied in steps of milliseconds, and only the rest in one
 * transaction at the end. Blocking, in constant memory.
 */
final class DatabaseCopy {

    /** Copied ahead, by their ids, which grow. */
    private static final List<String> AHEAD = List.of("tool_calls", "rewards");

    /** Databases of older versions have no rewards, and nothing deletes from them. */
    private static final int FIRST_WITH_RETENTION = 2;

    private static final long STEP_MS_MAX = 20;
    private static final int STEP_ROWS_MAX = 20_000;

    /** Tables without the shadows that SQLite makes by itself; those with row ids have 0. */
    private static final String TABLES = """
            SELECT s.name AS name, s.sql AS sql, l.wr AS without_row_id
            FROM source.sqlite_schema s JOIN pragma_table_list l ON l.name = s.name AND l.schema = 'source'
            WHERE s.type = 'table' AND s.name NOT LIKE 'sqlite%' ORDER BY s.rowid
            """;

    private final Connection connection;
    private final Progress progress;
    private final List<Table> tables = new ArrayList<>();

    /** Columns as a list for SQL, with the row id where there is one. */
    private record Table(String name, String columns) {}

    private DatabaseCopy(Connection connection, Progress progress) {
        this.connection = connection;
        this.progress = progress;
    }

    /**
     * Copies the source, which a bridge may be writing into.
     *
     * @param target an empty file
     */
    static void make(Path source, Path target, Progress progress) throws SQLException, IOException {
        Properties properties = new Properties();
        properties.setProperty("busy_timeout", "10000");
        properties.setProperty(
                "open_mode", Integer.toString(SQLiteOpenMode.READWRITE.flag | SQLiteOpenMode.OPEN_URI.flag));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + target, properties)) {
            new DatabaseCopy(connection, progress).run(source);
        }
    }

    private void run(Path source) throws SQLException {
        try (PreparedStatement attach = connection.prepareStatement("ATTACH ? AS source")) {
            attach.setString(1, source.toUri().toString().replace("file:///", "file:/") + "?mode=rw");
            attach.execute();
        }
        run("PRAGMA main.page_size = " + number("PRAGMA source.page_size"));
        run("PRAGMA main.auto_vacuum = INCREMENTAL");
        run("PRAGMA main.journal_mode = OFF"); // the file counts only once it is complete
        run("PRAGMA main.synchronous = OFF");
        makeTables();
        List<Long> copied = new ArrayList<>();
        for (String name : AHEAD) {
            Table table = table(name);
            copied.add(table == null ? 0 : copyAhead(table));
        }
        long version = number("PRAGMA source.user_version");
        boolean deletes = version >= FIRST_WITH_RETENTION;
        copyRest(copied, deletes);
        makeIndexes();
        if (deletes) {
            deleteWhatIsGone();
        }
        run("PRAGMA main.user_version = " + version);
        run("DETACH source");
    }

    private void makeTables() throws SQLException {
        List<String> statements = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(TABLES)) {
            while (row.next()) {
                String name = row.getString("name");
                statements.add(row.getString("sql"));
                tables.add(new Table(name, columns(name, row.getBoolean("without_row_id"))));
            }
        }
        for (String sql : statements) {
            run(sql);
        }
    }

    private String columns(String table, boolean withoutRowId) throws SQLException {
        Set<String> names = new HashSet<>();
        List<String> columns = new ArrayList<>();
        boolean rowIdIsColumn = false;
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT name, type, pk FROM pragma_table_info(?, 'source') ORDER BY cid")) {
            statement.setString(1, table);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    names.add(row.getString("name"));
                    columns.add('"' + row.getString("name").replace("\"", "\"\"") + '"');
                    rowIdIsColumn |=
                            row.getInt("pk") == 1 && row.getString("type").equalsIgnoreCase("INTEGER");
                }
            }
        }
        if (!withoutRowId && !rowIdIsColumn && !names.contains("rowid")) {
            columns.add(0, "rowid");
        }
        return String.join(", ", columns);
    }

    private Table table(String name) {
        return tables.stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** In steps that adapt to the machine, with as much time between them for others. Up to which id they went. */
    private long copyAhead(Table table) throws SQLException {
        long last = number("SELECT COALESCE(MAX(rowid), 0) FROM source." + table.name());
        long at = number("SELECT COALESCE(MIN(rowid), 1) - 1 FROM source." + table.name());
        long step = 100;
        try (PreparedStatement copy = connection.prepareStatement(
                insert(table) + " FROM source." + table.name() + " WHERE rowid > ? AND rowid <= ?")) {
            while (at < last) {
                long upTo = Math.min(last, at + step);
                long start = System.nanoTime();
                copy.setLong(1, at);
                copy.setLong(2, upTo);
                copy.executeUpdate();
                long tookMs = (System.nanoTime() - start) / 1_000_000;
                step = tookMs > STEP_MS_MAX ? Math.max(1, step / 2) : Math.min(STEP_ROWS_MAX, step * 2);
                at = upTo;
                progress.at(at, last);
            }
        }
        return at;
    }

    private static String insert(Table table) {
        return "INSERT INTO main.%s (%s) SELECT %s".formatted(table.name(), table.columns(), table.columns());
    }

    /** In one transaction, so that all of it is of one moment. */
    private void copyRest(List<Long> copied, boolean deletes) throws SQLException {
        connection.setAutoCommit(false);
        for (Table table : tables) {
            int ahead = AHEAD.indexOf(table.name());
            String where = ahead < 0 ? "" : " WHERE rowid > " + copied.get(ahead);
            run(insert(table) + " FROM source." + table.name() + where);
        }
        if (number("SELECT COUNT(*) FROM source.sqlite_schema WHERE name = 'sqlite_sequence'") > 0) {
            run("DELETE FROM main.sqlite_sequence");
            run("INSERT INTO main.sqlite_sequence SELECT * FROM source.sqlite_sequence");
        }
        if (deletes) {
            noteOldest();
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    /**
     * Retention deletes one trace after another, the oldest first, and may be amid one: which of its rows were left at the
     * moment of the copy.
     */
    private void noteOldest() throws SQLException {
        run("CREATE TEMP TABLE oldest AS SELECT trace_id FROM source.traces WHERE status <> 'open'"
                + " ORDER BY received_at LIMIT 1");
        for (String name : AHEAD) {
            run("CREATE TEMP TABLE left_of_" + name + " AS SELECT rowid AS id FROM source." + name
                    + " WHERE trace_id = (SELECT trace_id FROM temp.oldest)");
        }
    }

    /** What was copied ahead, and was deleted before the moment of the copy. Needs the indexes. */
    private void deleteWhatIsGone() throws SQLException {
        for (String name : AHEAD) {
            run("DELETE FROM main." + name + " WHERE trace_id NOT IN (SELECT trace_id FROM main.traces)");
            run("DELETE FROM main." + name + " WHERE trace_id = (SELECT trace_id FROM temp.oldest)"
                    + " AND rowid NOT IN (SELECT id FROM temp.left_of_" + name + ")");
        }
    }

    private void makeIndexes() throws SQLException {
        List<String> statements = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT sql FROM source.sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY rowid")) {
            while (row.next()) {
                statements.add(row.getString(1));
            }
        }
        for (String sql : statements) {
            run(sql);
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
