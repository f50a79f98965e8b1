package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.storage.rows.EventInserts;
import ai.openclaw.lightning.storage.rows.EventTable;
import ai.openclaw.lightning.storage.rows.TraceDeletion;
import ai.openclaw.lightning.storage.sqlite.file.ResourceStack;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection that writes, and its prepared statements, which live as long. A whole transaction is worked through
 * on one thread, which is why this is plain JDBC: through the Vert.x client each statement would be a trip to the worker
 * pool and back, and prepared again. Blocking; who begins a transaction has the connection until its end.
 */
final class WritingConnection implements AutoCloseable, EventInserts.Target, TraceDeletion.Target {

    /** Makes a connection; called again after a failure. */
    interface Source {
        Connection connect() throws SQLException;
    }

    /** What happens in one transaction. */
    interface Work<T> {
        T in(WritingConnection connection) throws SQLException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(WritingConnection.class);

    private final Source source;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    /** Held by whoever is in a transaction, so that nobody closes the connection meanwhile. */
    private final ReentrantLock inUse = new ReentrantLock();

    private Connection connection;
    private boolean committed;

    WritingConnection(Source source) throws SQLException {
        this.source = source;
        open();
    }

    /** The driver begins a deferred transaction, which takes no lock before its first statement. */
    private void open() throws SQLException {
        ResourceStack opened = new ResourceStack();
        try {
            Connection fresh = opened.add(source.connect());
            fresh.setAutoCommit(false);
            connection = fresh;
        } catch (SQLException failure) {
            opened.closeAfter(failure);
            throw failure;
        }
    }

    /** Commits what the work did, or nothing of it. */
    <T> T transaction(Work<T> work) throws SQLException {
        begin();
        try {
            T result = work.in(this);
            commit();
            return result;
        } finally {
            end();
        }
    }

    /** Begins a transaction, which has to end on this thread. */
    void begin() throws SQLException {
        inUse.lock();
        try {
            committed = false;
            if (connection == null) {
                open();
            }
        } catch (SQLException | RuntimeException failure) {
            end();
            throw failure;
        }
    }

    void commit() throws SQLException {
        connection.commit();
        committed = true;
    }

    /**
     * Ends the transaction. One that was not committed takes the connection with it, which rolls back: SQLite may have ended
     * the transaction itself, and then the driver, not knowing, would commit every further statement alone.
     */
    void end() {
        try {
            if (!committed) {
                close();
            }
        } catch (SQLException givenUp) {
            LOG.debug("can't close the writing connection", givenUp);
        } finally {
            inUse.unlock();
        }
    }

    /** A statement of this transaction, prepared once. */
    PreparedStatement prepared(String sql) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        return statement;
    }

    @Override
    public ResultSet query(String sql, Object... values) throws SQLException {
        PreparedStatement statement = prepared(sql);
        set(statement, values);
        return statement.executeQuery();
    }

    @Override
    public int update(String sql, Object... values) throws SQLException {
        PreparedStatement statement = prepared(sql);
        set(statement, values);
        return statement.executeUpdate();
    }

    @Override
    public EventInserts.Answer insert(EventTable table, List<Object[]> rows) throws SQLException {
        String sql = table.insertOne();
        for (Object[] row : rows) {
            addBatch(sql, row);
        }
        int[] counts = executeBatch(sql);
        BitSet inserted = new BitSet(counts.length);
        for (int i = 0; i < counts.length; i++) {
            inserted.set(i, counts[i] > 0);
        }
        return () -> inserted;
    }

    void addBatch(String sql, Object... values) throws SQLException {
        PreparedStatement statement = prepared(sql);
        set(statement, values);
        statement.addBatch();
    }

    int[] executeBatch(String sql) throws SQLException {
        return prepared(sql).executeBatch();
    }

    private static void set(PreparedStatement statement, Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    /** A statement without values, stepped to its end. */
    void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        inUse.lock();
        try {
            Connection open = connection;
            connection = null;
            statements.clear(); // the driver finalizes them with their connection
            if (open != null) {
                open.close();
            }
        } finally {
            inUse.unlock();
        }
    }
}
