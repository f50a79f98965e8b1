package ai.openclaw.lightning.storage.sqlite.copy;

import ai.openclaw.lightning.storage.Progress;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.sqlite.SQLiteOpenMode;

/**
 * A copy of a whole database as of one moment, made row by row. SQLite's own ways (backup, VACUUM INTO) read all of it in
 * one transaction, and as long as that lasts the write-ahead log of a bridge at work only grows. Here what is large is
 * copied ahead, in steps of milliseconds. One transaction at the end is left for what came and what changed since, and
 * for the small tables. Blocking, in constant memory.
 */
final class DatabaseCopy {

    /** Its rows change: those copied ahead are compared at the end. */
    private static final String TRACES = "traces";

    /** Their rows never change, have ids that grow, and are deleted with their trace. */
    private static final List<String> PARTS_OF_TRACES = List.of("tool_calls", "rewards", "assignments");

    /** Databases of older versions have no rewards, and nothing deletes from them. */
    private static final int FIRST_WITH_RETENTION = 2;

    private static final long STEP_MS_MAX = 20;
    private static final int STEP_ROWS_MAX = 20_000;

    private static final int BUSY_TIMEOUT_MS = 10_000;

    /** How long emptying the log may wait for readers: the bridge's writes wait with it. */
    private static final int READERS_WAIT_MS = 100;

    /** Tables without the shadows that SQLite makes by itself; those with row ids have 0. */
    private static final String TABLES = """
            SELECT s.name AS name, s.sql AS sql, l.wr AS without_row_id
            FROM source.sqlite_schema s JOIN pragma_table_list l ON l.name = s.name AND l.schema = 'source'
            WHERE s.type = 'table' AND s.name NOT LIKE 'sqlite%' ORDER BY s.rowid
            """;

    private final Connection connection;
    private final Progress progress;
    private final List<Table> tables = new ArrayList<>();

    /** Columns quoted for SQL, with the row id where there is one. */
    private record Table(String name, List<String> columns) {

        boolean isTraces() {
            return name.equals(TRACES);
        }

        boolean isPartOfTraces() {
            return PARTS_OF_TRACES.contains(name);
        }

        String columns(String prefix) {
            return columns.stream().map(column -> prefix + column).collect(Collectors.joining(", "));
        }

        String insert() {
            return "INSERT INTO main.%s (%s) SELECT %s FROM source.%s".formatted(name, columns(""), columns(""), name);
        }
    }

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
        properties.setProperty("busy_timeout", Integer.toString(BUSY_TIMEOUT_MS));
        properties.setProperty(
                "open_mode", Integer.toString(SQLiteOpenMode.READWRITE.flag | SQLiteOpenMode.OPEN_URI.flag));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + target, properties)) {
            new DatabaseCopy(connection, progress).run(source);
        }
    }

    private void run(Path source) throws SQLException, IOException {
        try (PreparedStatement attach = connection.prepareStatement("ATTACH ? AS source")) {
            attach.setString(1, source.toUri().toString().replace("file:///", "file:/") + "?mode=rw");
            attach.execute();
        }
        run("PRAGMA main.page_size = " + number("PRAGMA source.page_size"));
        run("PRAGMA main.auto_vacuum = INCREMENTAL");
        run("PRAGMA main.journal_mode = OFF"); // the file counts only once it is complete
        run("PRAGMA main.synchronous = OFF");
        long version = version();
        makeTables();
        Map<Table, Long> ahead = copyAhead();
        emptyLog();
        boolean deletes = version >= FIRST_WITH_RETENTION;
        copyRest(ahead, version, deletes);
        makeIndexes();
        if (deletes) {
            deleteWhatIsGone();
        }
        run("PRAGMA main.user_version = " + version);
        run("DETACH source");
    }

    private long version() throws SQLException {
        return number("PRAGMA source.user_version");
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

    private List<String> columns(String table, boolean withoutRowId) throws SQLException {
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
        return columns;
    }

    /** The large tables; up to which row id each is there. */
    private Map<Table, Long> copyAhead() throws SQLException, IOException {
        Map<Table, Long> upTo = new LinkedHashMap<>();
        long rows = 0;
        for (Table table : tables) {
            if (table.isTraces() || table.isPartOfTraces()) {
                long last = number("SELECT COALESCE(MAX(rowid), 0) FROM source." + table.name());
                upTo.put(table, last);
                rows += last;
            }
        }
        long done = 0;
        for (Map.Entry<Table, Long> table : upTo.entrySet()) {
            copyAhead(table.getKey(), table.getValue(), done, rows);
            done += table.getValue();
        }
        return upTo;
    }

    /**
     * In steps that adapt to the machine, with as much time between them for others: while nothing is read, the bridge's
     * log can start over. The disk gets what is new when the system thinks fit, for the rows of an index lie all over it,
     * and to wait for them after each step would write each of its pages again and again.
     */
    private void copyAhead(Table table, long last, long doneBefore, long total) throws SQLException, IOException {
        long at = number("SELECT COALESCE(MIN(rowid), 1) - 1 FROM source." + table.name());
        long step = 100;
        try (PreparedStatement copy = connection.prepareStatement(table.insert() + " WHERE rowid > ? AND rowid <= ?")) {
            while (at < last) {
                long upTo = Math.min(last, at + step);
                long start = System.nanoTime();
                copy.setLong(1, at);
                copy.setLong(2, upTo);
                copy.executeUpdate();
                long tookMs = (System.nanoTime() - start) / 1_000_000;
                step = tookMs > STEP_MS_MAX ? Math.max(1, step / 2) : Math.min(STEP_ROWS_MAX, step * 2);
                at = upTo;
                progress.at(doneBefore + at, total);
                rest(tookMs);
            }
        }
    }

    private static void rest(long ms) throws InterruptedIOException {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while copying");
        }
    }

    /** The transaction at the end is to find room in the log for all that is written meanwhile. */
    private void emptyLog() throws SQLException {
        run("PRAGMA source.wal_checkpoint(PASSIVE)"); // nearly all, beside the bridge's writes
        run("PRAGMA busy_timeout = " + READERS_WAIT_MS);
        run("PRAGMA source.wal_checkpoint(RESTART)");
        run("PRAGMA busy_timeout = " + BUSY_TIMEOUT_MS);
    }

    /** In one transaction, so that all of it is of one moment. */
    private void copyRest(Map<Table, Long> ahead, long version, boolean deletes) throws SQLException {
        connection.setAutoCommit(false);
        if (version() != version) {
            throw new SQLException("another program brought the database to another version meanwhile");
        }
        for (Table table : tables) {
            if (table.isTraces()) {
                copyChanged(table);
            }
            run(table.insert() + (ahead.containsKey(table) ? " WHERE rowid > " + ahead.get(table) : ""));
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

    /** Of the rows that were copied ahead those that are no longer what they were. */
    private void copyChanged(Table table) throws SQLException {
        run(String.format(Locale.ROOT, """
                CREATE TEMP TABLE changed AS SELECT was.rowid AS id
                FROM main.%1$s was LEFT JOIN source.%1$s now ON now.rowid = was.rowid
                WHERE (%2$s) IS NOT (%3$s)
                """, table.name(), table.columns("was."), table.columns("now.")));
        run("DELETE FROM main." + table.name() + " WHERE rowid IN (SELECT id FROM temp.changed)");
        run(table.insert() + " WHERE rowid IN (SELECT id FROM temp.changed)");
    }

    /**
     * Retention deletes one trace after another, the oldest first, and may be amid one: which of its rows were left at the
     * moment of the copy.
     */
    private void noteOldest() throws SQLException {
        run("CREATE TEMP TABLE oldest AS SELECT trace_id FROM source.traces WHERE status <> 'open'"
                + " ORDER BY received_at LIMIT 1");
        for (Table table : tables) {
            if (table.isPartOfTraces()) {
                run(String.format(Locale.ROOT, """
                        CREATE TEMP TABLE left_of_%1$s AS SELECT rowid AS id FROM source.%1$s
                        WHERE trace_id = (SELECT trace_id FROM temp.oldest)
                        """, table.name()));
            }
        }
    }

    /** What was copied ahead, and was deleted before the moment of the copy. Needs the indexes. */
    private void deleteWhatIsGone() throws SQLException {
        for (Table table : tables) {
            if (table.isPartOfTraces()) {
                run("DELETE FROM main.%s WHERE trace_id NOT IN (SELECT trace_id FROM main.traces)"
                        .formatted(table.name()));
                run(String.format(Locale.ROOT, """
                        DELETE FROM main.%1$s WHERE trace_id = (SELECT trace_id FROM temp.oldest)
                          AND rowid NOT IN (SELECT id FROM temp.left_of_%1$s)
                        """, table.name()));
            }
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
