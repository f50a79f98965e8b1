package ai.openclaw.lightning.storage.rows;

import ai.openclaw.lightning.model.TraceDetail.StoredCall;
import ai.openclaw.lightning.model.TraceDetail.StoredReward;
import ai.openclaw.lightning.storage.TraceSink;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A trace row by row: its head, and its calls and rewards page by page. Ends no read by itself. Blocking. */
public final class StoredTraces {

    /** A page of calls or rewards that has fewer rows is the last. */
    public static final int PAGE_ROWS_MAX = 500;

    private static final int PAGE_BYTES_MAX = 1 << 20;

    private final Connection connection;
    private final TraceExport.Sql sql;

    StoredTraces(Connection connection, TraceExport.Sql sql) {
        this.connection = connection;
        this.sql = sql;
    }

    /** Rows, the id of the last of them, and whether there may be more. */
    record Page<T>(List<T> rows, long last, boolean more) {}

    TraceSink.Head head(long number) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql.trace())) {
            statement.setLong(1, number);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? head(Columns.of(row)) : null;
            }
        }
    }

    private static TraceSink.Head head(Columns<SQLException> row) throws SQLException {
        return new TraceSink.Head(
                TraceRows.trace(row, null, List.of()),
                row.integer("started_at"),
                row.content("start_metadata"),
                row.content("end_metadata"),
                row.text("success_source"));
    }

    Page<StoredCall> calls(String traceId, long after) throws SQLException {
        return page(sql.calls(), traceId, after, TraceRows::call);
    }

    Page<StoredReward> rewards(String traceId, long after) throws SQLException {
        return page(sql.rewards(), traceId, after, TraceRows::reward);
    }

    private interface RowReader<T> {
        T read(Columns<SQLException> row) throws SQLException;
    }

    private <T> Page<T> page(String select, String traceId, long after, RowReader<T> reader) throws SQLException {
        List<T> rows = new ArrayList<>();
        long last = after;
        long bytes = 0;
        try (PreparedStatement statement = connection.prepareStatement(select)) {
            statement.setString(1, traceId);
            statement.setLong(2, after);
            try (ResultSet cursor = statement.executeQuery()) {
                Columns<SQLException> row = Columns.of(cursor);
                while (cursor.next()) {
                    T read = reader.read(row);
                    rows.add(read);
                    last = row.integer("id", 0);
                    bytes += read.toString().length();
                    if (bytes > PAGE_BYTES_MAX) {
                        return new Page<>(rows, last, true);
                    }
                }
            }
        }
        return new Page<>(rows, last, rows.size() == PAGE_ROWS_MAX);
    }
}
