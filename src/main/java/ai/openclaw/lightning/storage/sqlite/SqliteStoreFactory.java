package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.storage.Store;
import ai.openclaw.lightning.storage.StoreFactory;

/** The default store. */
public final class SqliteStoreFactory implements StoreFactory {

    @Override
    public String name() {
        return "sqlite";
    }

    @Override
    public Store store(Place place) {
        return new SqliteStore(
                place.vertx(),
                new SqliteSettings(
                        place.database(), place.fullDurability(), place.busyTimeoutMs(), place.readConnections()));
    }
}
