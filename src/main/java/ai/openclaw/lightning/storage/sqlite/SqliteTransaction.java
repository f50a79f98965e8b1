package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.model.AccessKey;
import ai.openclaw.lightning.model.LearnedDocuments;
import ai.openclaw.lightning.storage.Changes;
import ai.openclaw.lightning.storage.NewRows;
import ai.openclaw.lightning.storage.WorkingSet;
import ai.openclaw.lightning.storage.WriterStore;
import ai.openclaw.lightning.storage.rows.ContentColumns;
import ai.openclaw.lightning.storage.rows.EventInserts;
import ai.openclaw.lightning.storage.rows.KeyRows;

/**
 * A transaction of the writer. SQLite's own begins with the first write: one that has read before gets SQLITE_BUSY at once
 * when another process wrote in between, whatever the busy timeout. What is loaded is therefore read in a transaction that
 * ends at once; it stays true, because nobody else writes these tables.
 */
final class SqliteTransaction implements WriterStore.Transaction {

    private final SqliteStore store;

    /** Null until the first write. */
    private WriterConnections begun;

    private WritingConnection connection;

    SqliteTransaction(SqliteStore store) {
        this.store = store;
    }

    @Override
    public WorkingSet load(WorkingSet.Keys keys) {
        if (begun != null) {
            throw new IllegalStateException("load the working set before writing anything");
        }
        return store.blocking(open -> open.read(reading -> WorkingSetReads.load(reading, keys)));
    }

    @Override
    public NewRows.Inserted insert(NewRows rows) {
        return write(writing -> new EventInserts(writing, ContentColumns.TEXTS).insert(rows));
    }

    @Override
    public void store(Changes changes) {
        write(writing -> {
            TraceWrites.store(writing, changes.traces());
            if (store.keepsOutbox()) {
                OutboxRows.note(writing, changes.traces());
            }
            var figures = changes.figures(traceId -> FigureReads.events(writing, traceId));
            FigureWrites.add(writing, figures, changes.tools(), changes.sessions());
            return null;
        });
    }

    @Override
    public void save(LearnedDocuments changed) {
        write(writing -> {
            LearnedRows.store(writing, changed);
            return null;
        });
    }

    @Override
    public boolean add(AccessKey key) {
        return write(writing -> writing.update(KeyRows.INSERT, KeyRows.values(key)) > 0);
    }

    @Override
    public boolean revoke(String name) {
        return write(writing -> writing.update(KeyRows.DELETE, name) > 0);
    }

    @Override
    public void forget(long noteId) {
        write(writing -> writing.update(OutboxRows.FORGET, noteId));
    }

    private <T> T write(WritingConnection.Work<T> work) {
        return store.blocking(open -> {
            if (begun == null) {
                connection = open.begin();
                begun = open;
            }
            return work.in(connection);
        });
    }

    @Override
    public void commit() {
        store.blocking(open -> {
            if (begun != null) {
                begun.commit();
            }
            return null;
        });
    }

    @Override
    public void close() {
        if (begun != null) {
            connection.end();
            begun = null;
        }
    }
}
