package ai.openclaw.lightning.storage.sqlite.copy;

import ai.openclaw.lightning.model.TraceDetail.StoredCall;
import ai.openclaw.lightning.model.TraceDetail.StoredReward;
import ai.openclaw.lightning.storage.Progress;
import ai.openclaw.lightning.storage.TraceFilter;
import ai.openclaw.lightning.storage.TraceSink;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads all traces of a database, in the order in which they were first stored. Nothing is read while the sink works, and
 * no read is longer than a page: an open read keeps the write-ahead log from starting over, and a sink may wait for ever
 * for whoever reads its output. A trace with its first page of calls and of rewards is seen as of one moment. Blocking.
 */
final class TraceExport implements AutoCloseable {

    private static final int IDS_MAX = 1_000;

    private static final String IDS = String.format(Locale.ROOT, """
            SELECT rowid FROM traces WHERE rowid > ? AND rowid <= ?
              AND (? IS NULL OR agent_id = ?) AND (? IS NULL OR session_key = ?) AND (? IS NULL OR start_time >= ?)
            ORDER BY rowid LIMIT %d
            """, IDS_MAX);

    private final Connection connection;
    private final StoredTraces stored;

    private TraceExport(Connection connection) {
        this.connection = connection;
        this.stored = new StoredTraces(connection);
    }

    /** Opens the database for reading; nothing can be written through it. */
    static TraceExport open(Path database) throws SQLException {
        return over(SourceDatabase.open(database));
    }

    /** The connection is closed with the export, and at once when it can't be used. */
    static TraceExport over(Connection connection) throws SQLException {
        try {
            connection.setAutoCommit(false);
            return new TraceExport(connection);
        } catch (SQLException e) {
            try (connection) {
                throw e;
            }
        }
    }

    /** Hands over the traces that pass the filter; how many they were. */
    long run(TraceFilter filter, TraceSink sink, Progress progress) throws SQLException, IOException {
        long last = number("SELECT COALESCE(MAX(rowid), 0) FROM traces");
        long total = number("SELECT COUNT(*) FROM traces INDEXED BY traces_start");
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
        try (PreparedStatement statement = connection.prepareStatement(IDS)) {
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
    private long number(String sql) throws SQLException {
        try {
            return new Statements(connection).number(sql);
        } finally {
            connection.commit();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
