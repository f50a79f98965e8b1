package ai.openclaw.lightning.storage.rows;

import ai.openclaw.lightning.model.TraceDetail.StoredCall;
import ai.openclaw.lightning.model.TraceDetail.StoredReward;
import ai.openclaw.lightning.storage.Progress;
import ai.openclaw.lightning.storage.TraceFilter;
import ai.openclaw.lightning.storage.TraceSink;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads all traces of a database, in the order in which they were first stored. Nothing is read while the sink works, and
 * no read is longer than a page: an open read keeps the write-ahead log of a file from starting over and holds up the learner of
 * a team, and a sink may wait for ever for whoever reads its output. A trace with its first page of calls and of rewards is seen as of one moment. Blocking.
 */
public final class TraceExport implements AutoCloseable {

    private static final int IDS_MAX = 1_000;

    /**
     * The statements of a kind of store. A trace goes by the number that says when it was first received.
     *
     * @param last the highest number
     * @param total how many traces there are, for the progress
     * @param ids the numbers above one and up to another, of the traces that pass a filter: each of its three conditions
     *     twice, null where it lets everything through
     * @param trace all of the trace of that number
     * @param calls those of a trace above an id, a page of at most {@link StoredTraces#PAGE_ROWS_MAX}
     * @param rewards the same
     */
    public record Sql(String last, String total, String ids, String trace, String calls, String rewards) {}

    private final Connection connection;
    private final Sql sql;
    private final StoredTraces stored;

    private TraceExport(Connection connection, Sql sql) {
        this.connection = connection;
        this.sql = sql;
        this.stored = new StoredTraces(connection, sql);
    }

    /** The connection is closed with the export, and at once when it can't be used. */
    public static TraceExport over(Connection connection, Sql sql) throws SQLException {
        try {
            connection.setAutoCommit(false);
            return new TraceExport(connection, sql);
        } catch (SQLException e) {
            try (connection) {
                throw e;
            }
        }
    }

    /** Hands over the traces that pass the filter; how many they were. */
    public long run(TraceFilter filter, TraceSink sink, Progress progress) throws SQLException, IOException {
        long last = number(sql.last());
        long total = number(sql.total());
        long at = 0;
        long seen = 0;
        long exported = 0;
        while (at < last) {
            long upTo = Math.min(last, at + IDS_MAX);
            for (long id : ids(filter, at, upTo)) {
                if (one(id, sink)) {
                    exported++;
                }
                progress.at(Math.min(total, seen + exported % IDS_MAX), total);
            }
            seen = Math.min(total, seen + (upTo - at));
            at = upTo;
            progress.at(seen, total);
        }
        return exported;
    }

    private List<Long> ids(TraceFilter filter, long after, long upTo) throws SQLException {
        List<Long> ids = new ArrayList<>();
        Object[] values = {
            after,
            upTo,
            filter.agentId(),
            filter.agentId(),
            filter.sessionKey(),
            filter.sessionKey(),
            filter.since(),
            filter.since()
        };
        try (PreparedStatement statement = connection.prepareStatement(sql.ids())) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    ids.add(row.getLong(1));
                }
            }
        }
        connection.commit();
        return ids;
    }

    private boolean one(long rowId, TraceSink sink) throws SQLException, IOException {
        TraceSink.Head head = stored.head(rowId);
        if (head == null) {
            connection.commit();
            return false; // retention was faster
        }
        String traceId = head.trace().traceId();
        StoredTraces.Page<StoredCall> calls = stored.calls(traceId, 0);
        StoredTraces.Page<StoredReward> rewards = calls.more() ? null : stored.rewards(traceId, 0);
        connection.commit(); // ends the read
        sink.begin(head);
        sink.calls(calls.rows());
        while (calls.more()) {
            calls = stored.calls(traceId, calls.last());
            connection.commit();
            sink.calls(calls.rows());
        }
        do {
            if (rewards == null || rewards.more()) {
                rewards = stored.rewards(traceId, rewards == null ? 0 : rewards.last());
                connection.commit();
            }
            sink.rewards(rewards.rows());
        } while (rewards.more());
        sink.end();
        return true;
    }

    /** Ends its read, so that it holds up nobody. */
    private long number(String select) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(select)) {
            return row.next() ? row.getLong(1) : 0;
        } finally {
            connection.commit();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
