package ai.openclaw.lightning.storage.postgres;

import ai.openclaw.lightning.storage.rows.TraceDeletion;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection of a bridge that writes, and its prepared statements, which live as long. A connection that failed is
 * replaced when the next transaction begins. Blocking; who begins a transaction has the connection until its end.
 */
final class WritingConnection implements AutoCloseable, TraceDeletion.Target {

    /** Makes a connection; called again after a failure. */
    interface Source {
        Connection connect() throws SQLException;
    }

    /** What happens in one transaction. */
    interface Work<T> {
        T in(WritingConnection connection) throws SQLException;
    }

    /** Takes what one statement of a trip answered, which is the current result of all of them. */
    interface Answer {
        void take(Statement sent) throws SQLException;
    }

    private record Waiting(String sql, List<Object> values, Answer answer) {}

    private static final Logger LOG = LoggerFactory.getLogger(WritingConnection.class);

    private static final String COMMIT = "COMMIT";

    private static final Answer IGNORED = sent -> {};

    private static final Map<Class<?>, String> ARRAY_TYPES =
            Map.of(String[].class, "text", Long[].class, "int8", Boolean[].class, "bool", Double[].class, "float8");

    private final Source source;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private final List<Waiting> waiting = new ArrayList<>();

    /** Held by whoever is in a transaction, so that nobody closes the connection meanwhile. */
    private final ReentrantLock inUse = new ReentrantLock();

    private Connection connection;
    private boolean committed;
    private boolean committing;

    WritingConnection(Source source) throws SQLException {
        this.source = source;
        open();
    }

    private void open() throws SQLException {
        connection = source.connect();
        connection.setAutoCommit(false);
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
            committing = false;
            waiting.clear();
            if (connection == null) {
                open();
            }
        } catch (SQLException | RuntimeException failure) {
            end();
            throw failure;
        }
    }

    /** Commits, in one trip to the server with what waits. */
    void commit() throws SQLException {
        committing = true;
        if (waiting.isEmpty()) {
            connection.commit();
        } else {
            later(COMMIT);
            send();
        }
        committed = true;
    }

    /** Whether nobody can tell what became of the transaction: its commit was asked for, and no answer came. */
    boolean isUndecided() {
        return committing && !committed;
    }

    /** Ends the transaction. One that was not committed is rolled back, and a connection that can't do that is given up. */
    void end() {
        try {
            if (!committed && connection != null) {
                rollBack();
            }
        } finally {
            inUse.unlock();
        }
    }

    private void rollBack() {
        try {
            for (PreparedStatement statement : statements.values()) {
                statement.clearBatch();
            }
            connection.rollback();
        } catch (SQLException broken) {
            LOG.debug("the writing connection is given up", broken);
            close();
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

    /** {@inheritDoc} It comes after what waits. */
    @Override
    public ResultSet query(String sql, Object... values) throws SQLException {
        send();
        PreparedStatement statement = prepared(sql);
        set(statement, values);
        return statement.executeQuery();
    }

    @Override
    public int update(String sql, Object... values) throws SQLException {
        send();
        PreparedStatement statement = prepared(sql);
        set(statement, values);
        return statement.executeUpdate();
    }

    /** To be executed by the next {@link #send}, which is one trip to the server for all that waits. */
    void later(String sql, Object... values) {
        later(IGNORED, sql, values);
    }

    void later(Answer answer, String sql, Object... values) {
        waiting.add(new Waiting(sql, Arrays.asList(values), answer));
    }

    void send() throws SQLException {
        if (waiting.isEmpty()) {
            return;
        }
        List<Waiting> sent = List.copyOf(waiting);
        waiting.clear();
        PreparedStatement all = prepared(sent.stream().map(Waiting::sql).collect(Collectors.joining(";\n")));
        set(all, sent.stream().flatMap(one -> one.values().stream()).toArray());
        all.execute();
        all.clearParameters(); // the rows of this batch are not kept until its like comes again
        for (Waiting one : sent) {
            one.answer().take(all);
            all.getMoreResults();
        }
    }

    void addBatch(String sql, Object... values) throws SQLException {
        PreparedStatement statement = prepared(sql);
        set(statement, values);
        statement.addBatch();
    }

    int[] executeBatch(String sql) throws SQLException {
        return prepared(sql).executeBatch();
    }

    /** Lists are arrays of texts. */
    private void set(PreparedStatement statement, Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof List<?> texts) {
                set(statement, i + 1, texts.toArray(String[]::new));
            } else if (values[i] instanceof Object[] array) {
                set(statement, i + 1, array);
            } else {
                statement.setObject(i + 1, values[i]);
            }
        }
    }

    /** The driver sends an array of objects as text, which takes both sides longer; one of these classes it does not. */
    private void set(PreparedStatement statement, int place, Object[] array) throws SQLException {
        statement.setArray(place, connection.createArrayOf(ARRAY_TYPES.get(array.getClass()), array));
    }

    @Override
    public void close() {
        inUse.lock();
        try {
            Connection open = connection;
            connection = null;
            statements.clear(); // the driver closes them with their connection
            if (open != null) {
                open.close();
            }
        } catch (SQLException givenUp) {
            LOG.debug("can't close the writing connection", givenUp);
        } finally {
            inUse.unlock();
        }
    }
}
