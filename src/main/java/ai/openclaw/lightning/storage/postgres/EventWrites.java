package ai.openclaw.lightning.storage.postgres;

import ai.openclaw.lightning.storage.rows.EventInserts;
import ai.openclaw.lightning.storage.rows.EventTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;

/** Inserts events, and counts the bytes of those that were new. */
final class EventWrites implements EventInserts.Target {

    private final WritingConnection connection;
    private final Duplicates duplicates;
    private long bytes;

    EventWrites(WritingConnection connection, Duplicates duplicates) {
        this.connection = connection;
        this.duplicates = duplicates;
    }

    /** Of the rows that were new. */
    long bytes() {
        return bytes;
    }

    /** Both tables share a trip to the server: the first answer that is asked for sends what waits. */
    @Override
    public EventInserts.Answer insert(EventTable table, List<Object[]> rows) {
        String sql = "INSERT INTO " + table.name() + " (" + table.columns().list() + ") SELECT * FROM "
                + RowArrays.table(table.columns())
                + (duplicates.areExpected() ? " ON CONFLICT (trace_id, " + table.identity() + ") DO NOTHING" : "");
        int[] inserted = new int[1];
        connection.later(sent -> inserted[0] = sent.getUpdateCount(), sql, RowArrays.of(table.columns(), rows));
        return () -> {
            send();
            BitSet isNew = newOf(table, rows, inserted[0]);
            ToLongFunction<Object[]> bytesOf = StoredBytes.ofRows(table);
            bytes += isNew.stream()
                    .mapToLong(i -> bytesOf.applyAsLong(rows.get(i)))
                    .sum();
            return isNew;
        };
    }

    private void send() throws SQLException {
        try {
            connection.send();
        } catch (SQLException failure) {
            if (PostgresErrors.isDuplicate(failure)) {
                duplicates.met();
            }
            throw failure;
        }
    }

    /** Mostly all are new, which their number tells; only else the server is asked which. */
    private BitSet newOf(EventTable table, List<Object[]> rows, int inserted) throws SQLException {
        BitSet isNew = new BitSet(rows.size());
        if (inserted == rows.size()) {
            isNew.set(0, rows.size());
            duplicates.metNone();
        } else {
            duplicates.met();
            markInserted(table, rows, isNew);
        }
        return isNew;
    }

    private void markInserted(EventTable table, List<Object[]> rows, BitSet isNew) throws SQLException {
        int identity = table.columns().names().indexOf(table.identity());
        Set<List<Object>> inserted = inserted(table, rows);
        for (int i = 0; i < rows.size(); i++) {
            Object[] row = rows.get(i);
            isNew.set(i, row[identity] == null || inserted.remove(List.of(row[0], row[identity])));
        }
    }

    /** The traces and identities of the rows that this transaction inserted, as far as they have one. */
    private Set<List<Object>> inserted(EventTable table, List<Object[]> rows) throws SQLException {
        String sql = "SELECT trace_id, " + table.identity() + " FROM " + table.name() + " WHERE trace_id = ANY (?) AND "
                + table.identity() + " IS NOT NULL AND xmin = pg_current_xact_id()::xid";
        List<Object> traceIds = rows.stream().map(row -> row[0]).distinct().toList();
        Set<List<Object>> inserted = new HashSet<>();
        try (ResultSet row = connection.query(sql, traceIds)) {
            while (row.next()) {
                inserted.add(List.of(row.getString(1), row.getString(2)));
            }
        }
        return inserted;
    }
}
