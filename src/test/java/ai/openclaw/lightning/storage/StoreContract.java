package ai.openclaw.lightning.storage;

/**
 * What every {@link Store} does. A store's own test implements this; one that several bridges share implements
 * {@link SharedStoreContract} as well.
 */
public interface StoreContract
        extends StoreLifeContract,
                TransactionContract,
                StoredContentContract,
                WorkingSetContract,
                RetentionContract,
                TraceReaderContract,
                OverviewContract,
                ToolsContract,
                KeysContract,
                SeriesContract,
                LabelledSeriesContract,
                TracePagesContract,
                LearningStoreContract,
                CompletionContract {}
