import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * The physical reference for batches: the rows that a bridge has stored, masked and all, inserted by plain JDBC into a
 * database of the same schema, indexes and pragmas, in transactions of 500 rows. Arguments: the bridge's database, an
 * empty one of the same schema. For each line on stdin it inserts the rows that are new since the last, and prints
 * events, seconds and events a second; reading the rows is not timed.
 */
public class RawInsert {

    private static final int TRANSACTION_ROWS = 500;
    private static final int CHUNK_TRACES = 50;
    private static final List<String> TABLES = List.of("traces", "tool_calls", "rewards");

    private final Connection from;
    private final Connection into;
    private final List<PreparedStatement> inserts = new ArrayList<>();
    private long lastTrace;
    private long events;
    private long nanos;
    private int waiting;

    private RawInsert(String source, String target) throws SQLException {
        from = DriverManager.getConnection("jdbc:sqlite:" + source);
        Properties pragmas = new Properties();
        pragmas.setProperty("synchronous", "NORMAL");
        pragmas.setProperty("cache_size", "-4000");
        pragmas.setProperty("temp_store", "MEMORY");
        into = DriverManager.getConnection("jdbc:sqlite:" + target, pragmas);
        try (ResultSet page = into.createStatement().executeQuery("PRAGMA page_size")) {
            page.next();
            // The bridge copies its log after every 8 MiB too, though beside its commits.
            into.createStatement().execute("PRAGMA wal_autocheckpoint = " + (8 << 20) / page.getInt(1));
        }
        into.setAutoCommit(false);
        for (String table : TABLES) {
            int columns = width(table);
            inserts.add(into.prepareStatement(
                    "INSERT INTO " + table + " VALUES (" + "?, ".repeat(columns - 1) + "?)"));
        }
    }

    private int width(String table) throws SQLException {
        try (ResultSet none = into.createStatement().executeQuery("SELECT * FROM " + table + " LIMIT 0")) {
            return none.getMetaData().getColumnCount();
        }
    }

    public static void main(String[] arguments) throws Exception {
        RawInsert raw = new RawInsert(arguments[0], arguments[1]);
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (in.readLine() != null) {
            raw.round();
        }
        raw.into.close();
        raw.from.close();
    }

    private void round() throws SQLException {
        events = 0;
        nanos = 0;
        while (chunk()) {
            // until no trace is new
        }
        commit();
        double seconds = nanos / 1e9;
        System.out.printf("%d %.3f %.0f%n", events, seconds, events / seconds);
    }

    private boolean chunk() throws SQLException {
        List<Object[]> traces = read("SELECT *, rowid FROM traces WHERE rowid > " + lastTrace + " ORDER BY rowid LIMIT " + CHUNK_TRACES);
        for (Object[] trace : traces) {
            lastTrace = ((Number) trace[trace.length - 1]).longValue();
            insert(0, trace, trace.length - 1);
            events++; // its start; the end is part of the same row
            events += "ended".equals(trace[10]) ? 1 : 0;
            for (int table = 1; table < TABLES.size(); table++) {
                for (Object[] row : read("SELECT * FROM " + TABLES.get(table) + " WHERE trace_id = '" + trace[0] + "'")) {
                    insert(table, row, row.length);
                    events++;
                }
            }
        }
        return !traces.isEmpty();
    }

    private List<Object[]> read(String sql) throws SQLException {
        List<Object[]> rows = new ArrayList<>();
        try (var statement = from.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                Object[] values = new Object[columns];
                for (int i = 0; i < columns; i++) {
                    values[i] = row.getObject(i + 1);
                }
                rows.add(values);
            }
        }
        return rows;
    }

    private void insert(int table, Object[] values, int columns) throws SQLException {
        long begin = System.nanoTime();
        PreparedStatement insert = inserts.get(table);
        for (int i = 0; i < columns; i++) {
            insert.setObject(i + 1, values[i]);
        }
        insert.addBatch();
        nanos += System.nanoTime() - begin;
        if (++waiting == TRANSACTION_ROWS) {
            commit();
        }
    }

    private void commit() throws SQLException {
        long begin = System.nanoTime();
        for (PreparedStatement insert : inserts) {
            insert.executeBatch();
        }
        into.commit();
        waiting = 0;
        nanos += System.nanoTime() - begin;
    }
}
