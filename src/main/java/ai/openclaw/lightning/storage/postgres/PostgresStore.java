package ai.openclaw.lightning.storage.postgres;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import ai.openclaw.lightning.model.WriterStatus.StorageInfo;
import ai.openclaw.lightning.storage.LearningStore;
import ai.openclaw.lightning.storage.Store;
import ai.openclaw.lightning.storage.TraceReader;
import ai.openclaw.lightning.storage.TransactionConflict;
import ai.openclaw.lightning.storage.WriterStore;
import ai.openclaw.lightning.storage.rows.PooledReader;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Function;

/**
 * A store in a PostgreSQL database that other bridges write as well. Nothing that a bridge holds is the only copy of
 * anything: another one could go on from what is stored.
 */
public final class PostgresStore implements Store {

    static final String SIZE = "SELECT pg_database_size(current_database())";

    private final Vertx vertx;
    private final Connector connector;
    private final TraceReader reader = new PooledReader(
            this::reading,
            new PooledReader.Reads(
                    TraceReads::page,
                    DetailReads.DETAIL::read,
                    FigureReads::series,
                    SessionReads::page,
                    FailureReads.SQL::failures,
                    FailureReads.SQL::tools,
                    ArmReads::tools));
    private final LearningStore learning = new PostgresLearning(this);
    private final WriterStore writer;

    /** What the database took up when it was last looked at. */
    private volatile long bytes;

    /** Null before {@link #open} and after {@link #close}. */
    private volatile Connections connections;

    /** What is open together. */
    private record Connections(WritingConnection writer, ReaderPool readers) {}

    private final Coordination coordination;

    public PostgresStore(Vertx vertx, PostgresSettings settings) {
        this.vertx = vertx;
        this.connector = new Connector(settings);
        this.coordination = new Coordination(vertx, connector);
        this.writer = new PostgresWriter(this, settings.instance());
    }

    @Override
    public synchronized void open() {
        try (Connection migrating = connector.patient()) {
            Migrations.migrate(migrating);
        } catch (SQLException | RuntimeException failure) {
            throw PostgresErrors.of(failure);
        }
        try {
            WritingConnection writing = new WritingConnection(connector::writing);
            try {
                connections = new Connections(writing, ReaderPool.open(vertx, connector));
            } catch (SQLException | RuntimeException failure) {
                writing.close();
                throw failure;
            }
        } catch (SQLException | RuntimeException failure) {
            throw PostgresErrors.of(failure);
        }
        blocking(this::measure);
        coordination.open();
    }

    @Override
    public synchronized void close() {
        Connections open = connections;
        connections = null;
        coordination.close();
        if (open != null) {
            open.writer().close();
            open.readers().close();
        }
    }

    @Override
    public TraceReader reader() {
        return reader;
    }

    @Override
    public LearningStore learning() {
        return learning;
    }

    @Override
    public WriterStore writer() {
        return writer;
    }

    Coordination coordination() {
        return coordination;
    }

    StorageInfo info() {
        return new StorageInfo("postgres", bytes, 0);
    }

    /** Looks how much the database takes up, which costs a look at each of its files. */
    Void measure(WritingConnection connection) throws SQLException {
        try (ResultSet row = connection.query(SIZE)) {
            row.next();
            bytes = row.getLong(1);
        }
        return null;
    }

    /** A transaction of its own, tried once more where another bridge or a lost connection undid it. Blocking. */
    <T> T blocking(WritingConnection.Work<T> work) {
        try {
            return once(work);
        } catch (TransactionConflict undone) {
            try {
                return once(work);
            } catch (TransactionConflict again) {
                throw again.reason();
            }
        }
    }

    private <T> T once(WritingConnection.Work<T> work) {
        WritingConnection connection = connections().writer();
        try {
            return connection.transaction(work);
        } catch (SQLException | RuntimeException failure) {
            throw known(failure, connection);
        }
    }

    /** Begins what {@link #step} does in pieces; ends with {@link WritingConnection#end}. */
    WritingConnection begin() {
        WritingConnection connection = connections().writer();
        try {
            connection.begin();
            return connection;
        } catch (SQLException | RuntimeException failure) {
            throw PostgresErrors.of(failure);
        }
    }

    /** One piece of a transaction that was begun. */
    <T> T step(WritingConnection connection, WritingConnection.Work<T> work) {
        try {
            return work.in(connection);
        } catch (SQLException | RuntimeException failure) {
            throw known(failure, connection);
        }
    }

    /** The same without an answer. */
    void run(WritingConnection connection, Step step) {
        step(connection, work -> {
            step.in(work);
            return null;
        });
    }

    /** What happens in a transaction. */
    interface Step {
        void in(WritingConnection connection) throws SQLException;
    }

    /** Says what may be tried again: not a transaction whose commit may have worked. */
    private static RuntimeException known(Exception failure, WritingConnection connection) {
        BridgeException reason = PostgresErrors.of(failure);
        boolean lost = PostgresErrors.isGone(failure) && !connection.isUndecided();
        return lost || PostgresErrors.isConflict(failure) ? new TransactionConflict(reason) : reason;
    }

    /** Whatever goes wrong, now or later, fails the future, by its kind. */
    <T> Future<T> reading(Function<Pool, Future<T>> read) {
        try {
            return read.apply(connections().readers().pool())
                    .recover(failure -> Future.failedFuture(PostgresErrors.of(failure)));
        } catch (RuntimeException failure) {
            return Future.failedFuture(PostgresErrors.of(failure));
        }
    }

    private Connections connections() {
        Connections open = connections;
        if (open == null) {
            throw new BridgeException(Kind.STORAGE_GONE, "the database is not open");
        }
        return open;
    }
}
