package ai.openclaw.lightning.storage;

import ai.openclaw.lightning.model.LearnedDocuments;
import java.util.function.Function;

/** Single transactions, as the writer's; for tests of stores. */
public final class Transactions {

    private Transactions() {}

    /** Inserts rows, and stores what follows from which of them were new; anew where a shared store asks for that. */
    public static void write(Store store, NewRows rows, Function<NewRows.Inserted, Changes> changes) {
        try {
            writeOnce(store, rows, changes);
        } catch (TransactionConflict undone) {
            writeOnce(store, rows, changes);
        }
    }

    private static void writeOnce(Store store, NewRows rows, Function<NewRows.Inserted, Changes> changes) {
        try (WriterStore.Transaction transaction = store.writer().begin()) {
            transaction.store(changes.apply(transaction.insert(rows)));
            transaction.commit();
        }
    }

    public static void save(Store store, LearnedDocuments changed) {
        try (WriterStore.Transaction transaction = store.writer().begin()) {
            transaction.save(changed);
            transaction.commit();
        }
    }

    public static WorkingSet load(Store store, WorkingSet.Keys keys) {
        try (WriterStore.Transaction transaction = store.writer().begin()) {
            return transaction.load(keys);
        }
    }
}
