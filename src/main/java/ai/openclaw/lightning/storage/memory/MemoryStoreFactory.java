package ai.openclaw.lightning.storage.memory;

import ai.openclaw.lightning.storage.StoreFactory;
import ai.openclaw.lightning.storage.TraceStore;

/** Makes stores that forget everything with the process. */
public final class MemoryStoreFactory implements StoreFactory {

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public TraceStore store(Place place) {
        return new MemoryStore(MemoryStore.BYTES_MAX_DEFAULT);
    }
}
