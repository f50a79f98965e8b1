package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.SeriesQuery;
import ai.openclaw.lightning.model.SeriesStep;
import ai.openclaw.lightning.model.Totals;
import ai.openclaw.lightning.model.WriterStatus.StorageInfo;
import ai.openclaw.lightning.storage.Deletion;
import ai.openclaw.lightning.storage.WriterStore;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The writer's calls, on the one connection that writes. */
final class SqliteWriter implements WriterStore {

    private static final Logger LOG = LoggerFactory.getLogger(SqliteWriter.class);

    private final SqliteStore store;

    SqliteWriter(SqliteStore store) {
        this.store = store;
    }

    /** One bridge works on a file: its home is locked. */
    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public Totals totals() {
        return store.blocking(open -> open.read(FigureReads::totals));
    }

    @Override
    public Transaction begin() {
        return new SqliteTransaction(store);
    }

    @Override
    public List<String> idleTraces(long lastEventBefore, int limit) {
        return store.blocking(
                open -> open.read(connection -> WorkingSetReads.idleTraces(connection, lastEventBefore, limit)));
    }

    @Override
    public Deletion deleteOldest(long receivedBefore, int rowsMax, long bytesMax) {
        return store.blocking(open -> Retention.ofOldest(open, receivedBefore, rowsMax, bytesMax));
    }

    @Override
    public Deletion deleteOf(String sender, int rowsMax, long bytesMax) {
        return store.blocking(open -> Retention.ofSender(open, sender, rowsMax, bytesMax));
    }

    @Override
    public List<String> openTraces(String sender, int limit) {
        return store.blocking(open -> open.read(connection -> WorkingSetReads.openTraces(connection, sender, limit)));
    }

    @Override
    public long usedBytes() {
        return store.blocking(open -> open.read(FilePages::of)).usedBytes();
    }

    @Override
    public boolean shrink() {
        return store.blocking(FilePages::shrink);
    }

    /** SQLite looks at some hundred rows of each index that has changed much. */
    @Override
    public void optimize() {
        write("PRAGMA optimize");
    }

    /**
     * More than a started page of the log holds. In two transactions: pages that are freed again in the one that took
     * them are never written.
     */
    @Override
    public void probe() {
        store.blocking(open -> {
            open.checkpoints().retry();
            return null;
        });
        write("INSERT INTO probe (filler) VALUES (zeroblob(65536))");
        write("DELETE FROM probe");
        if (store.isUnreadable()) {
            store.reader().series(new SeriesQuery(SeriesStep.DAY, 0, 1, null)); // notes itself whether it could be read
        }
    }

    private void write(String sql) {
        store.blocking(open -> open.write(connection -> {
            connection.run(sql);
            return null;
        }));
    }

    @Override
    public void reopen() {
        try {
            store.close();
        } catch (RuntimeException alreadyBroken) {
            LOG.debug("can't close the broken storage", alreadyBroken);
        }
        store.open();
    }

    @Override
    public Optional<BridgeException> damage() {
        return store.damage();
    }

    @Override
    public StorageInfo info() {
        return store.info();
    }
}
