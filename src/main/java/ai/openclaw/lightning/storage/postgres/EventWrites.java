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
    private long bytes;

    EventWrites(WritingConnection connection) {
        this.connection = connection;
    }

    /** Of the rows that were new. */
    long bytes() {
        return bytes;
    }

    @Override
    public BitSet insert(EventTable table, List<Object[]> rows) throws SQLException {
        int identity = table.columns().names().indexOf(table.identity());
        Set<List<Object>> inserted = inserted(table, rows);
        ToLongFunction<Object[]> bytesOf = StoredBytes.ofRows(table);
        BitSet isNew = new BitSet(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            Object[] row = rows.get(i);
            if (row[identity] == null || inserted.remove(List.of(row[0], row[identity]))) {
                isNew.set(i);
                bytes += bytesOf.applyAsLong(row);
            }
        }
        return isNew;
    }

    /** The traces and identities of the rows that were inserted, as far as they have one. */
    private Set<List<Object>> inserted(EventTable table, List<Object[]> rows) throws SQLException {
        String sql = "INSERT INTO " + table.name() + " (" + table.columns().list() + ") SELECT * FROM "
                + RowArrays.table(table.columns()) + " ON CONFLICT (trace_id, " + table.identity()
                + ") DO NOTHING RETURNING trace_id, " + table.identity();
        Set<List<Object>> inserted = new HashSet<>();
        try (ResultSet row = connection.query(sql, RowArrays.of(table.columns(), rows))) {
            while (row.next()) {
                String identity = row.getString(2);
                if (identity != null) {
                    inserted.add(List.of(row.getString(1), identity));
                }
            }
        }
        return inserted;
    }
}
