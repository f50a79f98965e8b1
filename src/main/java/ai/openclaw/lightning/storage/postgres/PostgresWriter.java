package ai.openclaw.lightning.storage.postgres;

import ai.openclaw.lightning.model.Totals;
import ai.openclaw.lightning.model.WriterStatus.StorageInfo;
import ai.openclaw.lightning.storage.Deletion;
import ai.openclaw.lightning.storage.WriterStore;
import java.sql.ResultSet;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The writer's calls, on the one connection of this bridge that writes. */
final class PostgresWriter implements WriterStore {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresWriter.class);

    /** All bridges lose a server at the same moment, and must not all come back at the same. */
    private static final long RECONNECT_SPREAD_NANOSECONDS = 1_000_000_000L;

    private static final String PROBE = "INSERT INTO probe (filler) VALUES (decode(repeat('00', 65536), 'hex'))";

    /** Rows that another bridge is probing with are not ours to wait for. */
    private static final String PROBED =
            "DELETE FROM probe WHERE ctid IN (SELECT ctid FROM probe LIMIT 100 FOR UPDATE SKIP LOCKED)";

    private static final String FORGET_SESSIONS = """
            DELETE FROM sessions s
            WHERE NOT EXISTS (SELECT 1 FROM traces t WHERE t.session_key = s.session_key)
            """;

    private static final String USED = "SELECT COALESCE(SUM(value), 0)::bigint FROM counters WHERE name = 'bytes'";

    private final PostgresStore store;
    private final String instance;
    private final Duplicates duplicates = new Duplicates();

    PostgresWriter(PostgresStore store, String instance) {
        this.store = store;
        this.instance = instance;
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public boolean isKeeper() {
        return store.coordination().isLearner();
    }

    /** The size of the database is looked at beside: whoever asks for it later must not wait. */
    @Override
    public Totals totals() {
        return store.blocking(connection -> {
            store.measure(connection);
            return FigureReads.totals(connection);
        });
    }

    @Override
    public Transaction begin() {
        return new PostgresTransaction(store, instance, duplicates);
    }

    @Override
    public List<String> idleTraces(long lastEventBefore, int limit) {
        return store.blocking(connection -> WorkingSetReads.idleTraces(connection, lastEventBefore, limit));
    }

    @Override
    public Deletion deleteOldest(long receivedBefore, int rowsMax, long bytesMax) {
        return store.blocking(
                connection -> Retention.ofOldest(connection, instance, receivedBefore, rowsMax, bytesMax));
    }

    @Override
    public Deletion deleteOf(String sender, int rowsMax, long bytesMax) {
        return store.blocking(connection -> Retention.ofSender(connection, instance, sender, rowsMax, bytesMax));
    }

    @Override
    public List<String> openTraces(String sender, int limit) {
        return store.blocking(connection -> WorkingSetReads.openTraces(connection, sender, limit));
    }

    @Override
    public long usedBytes() {
        return store.blocking(connection -> {
            try (ResultSet row = connection.query(USED)) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    /** Freed space is the server's to give back: its autovacuum does, and new rows take it meanwhile. */
    @Override
    public boolean shrink() {
        return false;
    }

    /** How rows are spread the server learns by itself. Rows of sessions that have no trace any more go. */
    @Override
    public void optimize() {
        store.blocking(connection -> connection.update(FORGET_SESSIONS));
    }

    @Override
    public void probe() {
        store.blocking(connection -> connection.update(PROBE));
        store.blocking(connection -> connection.update(PROBED));
    }

    @Override
    public void reopen() {
        try {
            store.close();
        } catch (RuntimeException alreadyBroken) {
            LOG.debug("can't close the broken connections", alreadyBroken);
        }
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(RECONNECT_SPREAD_NANOSECONDS));
        store.open();
    }

    @Override
    public StorageInfo info() {
        return store.info();
    }
}
