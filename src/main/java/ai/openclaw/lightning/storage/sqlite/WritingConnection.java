package ai.openclaw.lightning.storage.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * The one connection that writes, and its prepared statements, which live as long. A whole transaction is one call on
 * one worker thread, which is why this is plain JDBC: through the Vert.x client each statement would be a trip to the
 * worker pool and back, and prepared again. Blocking; one call at a time.
 */
final class WritingConnection implements AutoCloseable {

    /** Makes a connection; called again after a failure. */
    interface Source {
        Connection connect() throws SQLException;
    }

    /** What happens in one transaction. */
    interface Work<T> {
        T in(WritingConnection connection) throws SQLException;
    }

    private final Source source;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private Connection connection;

    WritingConnection(Source source) throws SQLException {
        this.source = source;
        open();
    }

    /** The driver begins a deferred transaction, which takes no lock before its first statement. */
    private void open() throws SQLException {
        connection = source.connect();
        connection.setAutoCommit(false);
    }

    /**
     * Commits what the work did, or nothing of it. After a failure the connection is given up, which rolls back: SQLite
     * may have ended the transaction itself, and then the driver, not knowing, would commit every further statement
     * alone.
     */
    synchronized <T> T transaction(Work<T> work) throws SQLException {
        boolean committed = false;
        try {
            if (connection == null) {
                open();
            }
            T result = work.in(this);
            connection.commit();
            committed = true;
            return result;
        } finally {
            if (!committed) {
                close();
            }
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

    /** A query with these values; its rows must be closed before the next use of the same SQL. */
    ResultSet query(String sql, Object... values) throws SQLException {
        PreparedStatement statement = prepared(sql);
        set(statement, values);
        return statement.executeQuery();
    }

    void update(String sql, Object... values) throws SQLException {
        PreparedStatement statement = prepared(sql);
        set(statement, values);
        statement.executeUpdate();
    }

    /** One more row of values for that statement, to be executed as a batch. */
    void addBatch(String sql, Object... values) throws SQLException {
        PreparedStatement statement = prepared(sql);
        set(statement, values);
        statement.addBatch();
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
    public synchronized void close() throws SQLException {
        Connection open = connection;
        connection = null;
        statements.clear(); // the driver finalizes them with their connection
        if (open != null) {
            open.close();
        }
    }
}
