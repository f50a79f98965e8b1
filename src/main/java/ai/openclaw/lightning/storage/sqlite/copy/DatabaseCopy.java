package ai.openclaw.lightning.storage.sqlite.copy;

import ai.openclaw.lightning.storage.Progress;
import ai.openclaw.lightning.storage.sqlite.file.DatabaseUrl;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.sqlite.JDBC;
import org.sqlite.SQLiteOpenMode;

/**
 * A copy of a whole database as of one moment, made row by row. SQLite's own ways (backup, VACUUM INTO) read all of it in
 * one transaction, and as long as that lasts the write-ahead log of a bridge at work only grows. Here what is large is
 * copied ahead, in steps of milliseconds. One transaction at the end is left for what came and what changed since, and
 * for the small tables. Blocking, in constant memory.
 */
final class DatabaseCopy {

    /** Databases of older versions have no rewards, and nothing deletes from them. */
    private static final int FIRST_WITH_RETENTION = 2;

    private static final long STEP_MS_MAX = 20;
    private static final int STEP_ROWS_MAX = 20_000;

    private static final int BUSY_TIMEOUT_MS = 10_000;

    /** How long emptying the log may wait for readers: the bridge's writes wait with it. */
    private static final int READERS_WAIT_MS = 100;

    private final Connection connection;
    private final Statements sql;
    private final Progress progress;

    private DatabaseCopy(Connection connection, Progress progress) {
        this.connection = connection;
        this.sql = new Statements(connection);
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
        properties.setProperty("open_mode", Integer.toString(SQLiteOpenMode.READWRITE.flag));
        try (Connection connection = JDBC.createConnection(DatabaseUrl.of(target), properties)) {
            new DatabaseCopy(connection, progress).run(source);
        }
    }

    private void run(Path source) throws SQLException, IOException {
        try (PreparedStatement attach = connection.prepareStatement("ATTACH ? AS source")) {
            attach.setString(1, DatabaseUrl.uri(source) + "?mode=rw");
            attach.execute();
        }
        sql.run("PRAGMA main.page_size = " + sql.number("PRAGMA source.page_size"));
        sql.run("PRAGMA main.auto_vacuum = INCREMENTAL");
        sql.run("PRAGMA main.journal_mode = OFF"); // the file counts only once it is complete
        sql.run("PRAGMA main.synchronous = OFF");
        long version = version();
        SchemaCopy schema = new SchemaCopy(connection);
        List<CopiedTable> tables = schema.makeTables();
        Map<CopiedTable, Long> ahead = copyAhead(tables);
        emptyLog();
        List<CopiedTable> partsOfTraces = version < FIRST_WITH_RETENTION
                ? List.of()
                : tables.stream().filter(CopiedTable::isPartOfTraces).toList();
        DeletedMeanwhile deleted = new DeletedMeanwhile(connection, partsOfTraces);
        copyRest(tables, ahead, version, deleted);
        schema.makeIndexes();
        deleted.delete();
        sql.run("PRAGMA main.user_version = " + version);
        sql.run("DETACH source");
    }

    private long version() throws SQLException {
        return sql.number("PRAGMA source.user_version");
    }

    /** The large tables; up to which row id each is there. */
    private Map<CopiedTable, Long> copyAhead(List<CopiedTable> tables) throws SQLException, IOException {
        Map<CopiedTable, Long> upTo = new LinkedHashMap<>();
        long rows = 0;
        for (CopiedTable table : tables) {
            if (table.isTraces() || table.isPartOfTraces()) {
                long last = sql.number("SELECT COALESCE(MAX(rowid), 0) FROM source." + table.name());
                upTo.put(table, last);
                rows += last;
            }
        }
        long done = 0;
        for (Map.Entry<CopiedTable, Long> table : upTo.entrySet()) {
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
    private void copyAhead(CopiedTable table, long last, long doneBefore, long total) throws SQLException, IOException {
        long at = sql.number("SELECT COALESCE(MIN(rowid), 1) - 1 FROM source." + table.name());
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
        sql.run("PRAGMA source.wal_checkpoint(PASSIVE)"); // nearly all, beside the bridge's writes
        sql.run("PRAGMA busy_timeout = " + READERS_WAIT_MS);
        sql.run("PRAGMA source.wal_checkpoint(RESTART)");
        sql.run("PRAGMA busy_timeout = " + BUSY_TIMEOUT_MS);
    }

    /** In one transaction, so that all of it is of one moment. */
    private void copyRest(
            List<CopiedTable> tables, Map<CopiedTable, Long> ahead, long version, DeletedMeanwhile deleted)
            throws SQLException {
        connection.setAutoCommit(false);
        if (version() != version) {
            throw new SQLException("another program changed the version of the database during the copy");
        }
        for (CopiedTable table : tables) {
            if (table.isTraces()) {
                copyChanged(table);
            }
            sql.run(table.insert() + (ahead.containsKey(table) ? " WHERE rowid > " + ahead.get(table) : ""));
        }
        if (sql.number("SELECT COUNT(*) FROM source.sqlite_schema WHERE name = 'sqlite_sequence'") > 0) {
            sql.run("DELETE FROM main.sqlite_sequence");
            sql.run("INSERT INTO main.sqlite_sequence SELECT * FROM source.sqlite_sequence");
        }
        deleted.note();
        connection.commit();
        connection.setAutoCommit(true);
    }

    /** Of the rows that were copied ahead those that are no longer what they were. */
    private void copyChanged(CopiedTable table) throws SQLException {
        sql.run(String.format(Locale.ROOT, """
                CREATE TEMP TABLE changed AS SELECT was.rowid AS id
                FROM main.%1$s was LEFT JOIN source.%1$s now ON now.rowid = was.rowid
                WHERE (%2$s) IS NOT (%3$s)
                """, table.name(), table.columns("was."), table.columns("now.")));
        sql.run("DELETE FROM main." + table.name() + " WHERE rowid IN (SELECT id FROM temp.changed)");
        sql.run(table.insert() + " WHERE rowid IN (SELECT id FROM temp.changed)");
    }
}
