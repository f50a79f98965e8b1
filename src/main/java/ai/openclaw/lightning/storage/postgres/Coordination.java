package ai.openclaw.lightning.storage.postgres;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import ai.openclaw.lightning.model.SuggestionDecision;
import ai.openclaw.lightning.storage.Companions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one of the bridges on a database the learner, by an advisory lock of a connection that does nothing else: when the
 * bridge dies, its connection ends and the lock is free. It looks at the others every two seconds, and at once when one
 * notifies that it saved something as the learner, or asks the learner.
 */
final class Coordination implements Companions {

    private static final Logger LOG = LoggerFactory.getLogger(Coordination.class);

    private static final int LOOK_MS = 2_000;

    /** Bridges that lost their server together come back one after another. */
    private static final long RECONNECT_SPREAD_NANOSECONDS = TimeUnit.SECONDS.toNanos(2);

    /** As many as the learner remembers before it rather reads everything again. */
    private static final int CLOSED_MAX = 20_000;

    private static final String LISTEN = "LISTEN lightning_learned";

    /** Wakes every bridge's look. */
    static final String NOTIFY = "NOTIFY lightning_learned";

    /** Beside {@link Migrations}' lock. */
    private static final String TRY_LOCK = "SELECT pg_try_advisory_lock(9, 12)";

    private static final String BEGIN_TERM = "UPDATE learner SET term = term + 1 RETURNING term, version";
    private static final String LOOK = "SELECT term, version FROM learner";
    private static final String SAVE = "UPDATE learner SET version = version + 1 WHERE term = ?";

    private final Connector connector;
    private final AskedDecisions asked;
    private final Queue<String> closed = new ConcurrentLinkedQueue<>();

    /** Null while there is none. Of the thread, but for {@link #close}. */
    private volatile Connection connection;

    private volatile Thread thread;
    private volatile boolean learner;

    /** This bridge's last one as the learner. */
    private volatile long term;

    private volatile long learned;

    Coordination(Vertx vertx, Connector connector) {
        this.connector = connector;
        this.asked = new AskedDecisions(vertx, connector, AskedDecisions.WAIT_USUAL);
    }

    /** Looks once, so that a bridge that is alone learns from its start, and then again and again. */
    void open() {
        try {
            look();
        } catch (SQLException | RuntimeException failure) {
            leave();
            throw PostgresErrors.of(failure);
        }
        Thread looking = new Thread(this::run, "lightning-companions");
        looking.setDaemon(true);
        thread = looking;
        looking.start();
    }

    /** Ends the term, if it is this bridge's, at once. */
    void close() {
        Thread looking = thread;
        thread = null;
        leave();
        if (looking != null) {
            LockSupport.unpark(looking);
        }
    }

    private void run() {
        while (thread == Thread.currentThread()) {
            try {
                Connection open = connection;
                if (open != null) {
                    open.unwrap(PGConnection.class).getNotifications(LOOK_MS);
                }
                look();
            } catch (SQLException | RuntimeException failure) {
                if (thread == Thread.currentThread()) {
                    LOG.debug("the other bridges can't be seen", failure);
                    leave();
                    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(RECONNECT_SPREAD_NANOSECONDS));
                }
            }
        }
    }

    private void look() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = connector.coordinating();
            connection = open;
            execute(open, LISTEN);
        }
        if (!learner && isFree(open)) {
            closed.clear();
            asked.beginTerm();
            term = read(open, BEGIN_TERM);
            learner = true;
            LOG.info("this bridge learns for all that share the database");
        } else if (read(open, LOOK) != term && learner) {
            throw new SQLException("another bridge learns"); // never while the lock is held
        }
        if (learner && closed.size() < CLOSED_MAX) {
            closed.addAll(ClosedTraces.take(open));
        }
        if (learner) {
            asked.hear(open);
        }
        asked.hearAnswers(open);
    }

    private static boolean isFree(Connection open) throws SQLException {
        try (Statement statement = open.createStatement();
                ResultSet row = statement.executeQuery(TRY_LOCK)) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** Reads the version, and returns the term. */
    private long read(Connection open, String sql) throws SQLException {
        try (Statement statement = open.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            learned = row.getLong(2);
            return row.getLong(1);
        }
    }

    private static void execute(Connection open, String sql) throws SQLException {
        try (Statement statement = open.createStatement()) {
            statement.execute(sql);
        }
    }

    private void leave() {
        if (learner) {
            LOG.info("this bridge does not learn any more");
        }
        learner = false;
        asked.lost();
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.abort(Runnable::run); // a read may be under way, which closing would wait for
            } catch (SQLException givenUp) {
                LOG.debug("can't end the connection", givenUp);
            }
        }
    }

    /** Refuses to save as the learner what another one may have read without it; tells the others of what is saved. */
    void requireLearner(WritingConnection writing) throws SQLException {
        if (!learner || writing.update(SAVE, term) == 0) {
            throw new BridgeException(Kind.BUSY, "another bridge learns now; nothing was stored");
        }
        writing.update(NOTIFY);
    }

    @Override
    public boolean isLearner() {
        return learner;
    }

    @Override
    public long learned() {
        return learned;
    }

    @Override
    public List<String> takeClosed() {
        List<String> taken = new ArrayList<>();
        for (String traceId = closed.poll(); traceId != null; traceId = closed.poll()) {
            taken.add(traceId);
        }
        return taken;
    }

    @Override
    public Future<Void> ask(SuggestionDecision decision) {
        return asked.ask(decision);
    }

    @Override
    public List<Asked> takeAsked() {
        return asked.take();
    }
}
