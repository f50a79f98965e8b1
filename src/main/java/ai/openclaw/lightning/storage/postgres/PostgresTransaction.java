package ai.openclaw.lightning.storage.postgres;

import ai.openclaw.lightning.model.AccessKey;
import ai.openclaw.lightning.model.LearnedDocuments;
import ai.openclaw.lightning.storage.Changes;
import ai.openclaw.lightning.storage.NewRows;
import ai.openclaw.lightning.storage.WorkingSet;
import ai.openclaw.lightning.storage.WriterStore;
import ai.openclaw.lightning.storage.rows.EventInserts;
import ai.openclaw.lightning.storage.rows.KeyRows;

/**
 * A transaction of the writer. What it loads it has locked, so it stays true until the commit. What it adds to the sums comes
 * last, in rows of this bridge alone.
 */
final class PostgresTransaction implements WriterStore.Transaction {

    private final PostgresStore store;
    private final String instance;
    private final Duplicates duplicates;
    private final WritingConnection connection;

    /** Of texts and rows that were inserted, not yet in the sums. */
    private long bytes;

    private boolean ended;

    PostgresTransaction(PostgresStore store, String instance, Duplicates duplicates) {
        this.store = store;
        this.instance = instance;
        this.duplicates = duplicates;
        this.connection = store.begin();
    }

    @Override
    public WorkingSet load(WorkingSet.Keys keys) {
        return store.step(connection, writing -> WorkingSetReads.load(writing, keys));
    }

    @Override
    public NewRows.Inserted insert(NewRows rows) {
        return store.step(connection, writing -> {
            EventWrites writes = new EventWrites(writing, duplicates);
            NewRows.Inserted inserted = new EventInserts(writes, StoredText.TEXTS).insert(rows);
            bytes += writes.bytes();
            return inserted;
        });
    }

    @Override
    public void store(Changes changes) {
        store.run(connection, writing -> {
            bytes += TraceWrites.store(writing, instance, changes.traces());
            var figures = changes.figures(traceId -> FigureReads.events(writing, traceId));
            new FigureWrites(writing, instance).add(figures, changes.tools(), changes.sessions(), bytes);
            bytes = 0;
            ClosedTraces.tell(writing, changes.traces());
        });
    }

    @Override
    public void save(LearnedDocuments changed) {
        store.run(connection, writing -> {
            store.coordination().requireLearner(writing);
            LearnedRows.store(writing, changed);
            AskedDecisions.answer(writing, changed.answers());
        });
    }

    @Override
    public boolean add(AccessKey key) {
        return store.step(connection, writing -> writing.update(KeyRows.INSERT, KeyRows.values(key)) > 0);
    }

    @Override
    public boolean revoke(String name) {
        return store.step(connection, writing -> writing.update(KeyRows.DELETE, name) > 0);
    }

    @Override
    public void commit() {
        store.run(connection, WritingConnection::commit);
    }

    @Override
    public void close() {
        if (!ended) {
            ended = true;
            connection.end();
        }
    }
}
