import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The physical reference for a bridge on PostgreSQL: the rows that it has stored, masked and all, inserted by plain JDBC into a
 * database of the same schema and indexes, in the same transactions. Which transaction a row came with is its xmin; a trace
 * that later ones changed is inserted once, with the last. What a bridge only adds to, its sums, is left out.
 *
 * <p>Arguments: the JDBC addresses of the bridge's database and of an empty one. For each line on stdin it inserts what is new
 * since the last, and prints events, seconds, events a second and events a transaction; reading the rows is not timed.
 */
public class RawBatches {

    private static final int FETCHED_ROWS = 200;

    private final Connection from;
    private final Connection into;
    private final List<Table> tables = new ArrayList<>();

    /** The last transaction of the bridge that was inserted. */
    private long last;

    private long events;
    private long transactions;
    private long nanos;

    /** Rows of the bridge's, in the order of the transactions they came with; and how they are inserted. */
    private final class Table {

        private final String selected;
        private final String rows;
        private final PreparedStatement insert;
        private final int columns;
        private final String counted;

        private ResultSet row;
        private boolean there;

        /**
         * A table of the bridge's.
         *
         * @param selected its columns, of those rows of the bridge's
         * @param counted of a row: how many events it stands for
         */
        Table(String name, String selected, String rows, String counted) throws SQLException {
            this.selected = selected;
            this.rows = rows;
            this.counted = counted;
            try (Statement none = into.createStatement();
                    ResultSet shape = none.executeQuery("SELECT * FROM " + name + " LIMIT 0")) {
                this.columns = shape.getMetaData().getColumnCount();
            }
            insert = into.prepareStatement(
                    "INSERT INTO " + name + " OVERRIDING SYSTEM VALUE VALUES (" + "?, ".repeat(this.columns - 1) + "?)");
        }

        void open(Statement statement) throws SQLException {
            statement.setFetchSize(FETCHED_ROWS);
            row = statement.executeQuery("SELECT " + selected + ", " + counted + ", xmin::text::bigint FROM " + rows
                    + " WHERE xmin::text::bigint > " + last + " ORDER BY xmin::text::bigint");
            next();
        }

        private void next() throws SQLException {
            there = row.next();
        }

        /** The transaction of the row it stands at. */
        long transaction() throws SQLException {
            return there ? row.getLong(columns + 2) : Long.MAX_VALUE;
        }

        /** Inserts what came with that transaction. */
        void insert(long transaction) throws SQLException {
            List<Object[]> read = new ArrayList<>();
            for (; transaction() == transaction; next()) {
                Object[] values = new Object[columns];
                for (int i = 0; i < columns; i++) {
                    values[i] = row.getObject(i + 1);
                }
                read.add(values);
                events += row.getLong(columns + 1);
            }
            long begin = System.nanoTime();
            for (Object[] values : read) {
                for (int i = 0; i < columns; i++) {
                    insert.setObject(i + 1, values[i]);
                }
                insert.addBatch();
            }
            insert.executeBatch();
            nanos += System.nanoTime() - begin;
        }
    }

    private RawBatches(String source, String target) throws SQLException {
        from = DriverManager.getConnection(source);
        from.setAutoCommit(false); // else the driver would fetch all rows at once
        into = DriverManager.getConnection(target);
        try (Statement asTheBridge = into.createStatement()) {
            asTheBridge.execute("SET synchronous_commit = local");
        }
        into.setAutoCommit(false);
        tables.add(new Table("sessions", "*", "sessions", "0"));
        tables.add(new Table("traces", "*", "traces", "CASE WHEN status = 'ended' THEN 2 ELSE 1 END")); // its start and its end
        tables.add(new Table("tool_calls", "*", "tool_calls", "1"));
        tables.add(new Table("rewards", "*", "rewards", "1"));
        // The learner takes away what it is told of closed traces, so these rows are made of the traces again.
        tables.add(new Table("closed_traces", "trace_id", "traces", "0"));
    }

    public static void main(String[] arguments) throws Exception {
        RawBatches raw = new RawBatches(arguments[0], arguments[1]);
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (in.readLine() != null) {
            raw.round();
        }
        raw.into.close();
        raw.from.close();
    }

    private void round() throws SQLException {
        events = 0;
        transactions = 0;
        nanos = 0;
        List<Statement> statements = new ArrayList<>();
        for (Table table : tables) {
            statements.add(from.createStatement());
            table.open(statements.get(statements.size() - 1));
        }
        for (long next = next(); next < Long.MAX_VALUE; next = next()) {
            for (Table table : tables) {
                table.insert(next);
            }
            long begin = System.nanoTime();
            into.commit();
            nanos += System.nanoTime() - begin;
            transactions++;
            last = next;
        }
        for (Statement statement : statements) {
            statement.close();
        }
        from.rollback();
        double seconds = nanos / 1e9;
        System.out.printf("%d %.3f %d %.0f%n", events, seconds, events / Math.max(1, transactions), events / seconds);
    }

    private long next() throws SQLException {
        long next = Long.MAX_VALUE;
        for (Table table : tables) {
            next = Math.min(next, table.transaction());
        }
        return next;
    }
}
