package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.storage.Store;
import ai.openclaw.lightning.storage.StoreCommands;
import ai.openclaw.lightning.storage.StoreFactory;
import ai.openclaw.lightning.storage.StoreSettings;
import io.vertx.core.Vertx;
import java.util.Optional;

/** The default store: one file, {@code traces.db}. */
public final class SqliteStoreFactory implements StoreFactory {

    @Override
    public String name() {
        return "sqlite";
    }

    @Override
    public Store store(Vertx vertx, StoreSettings settings) {
        SqliteSettings own = SqliteSettings.of(settings);
        NativeLibrary.unpackTo(settings.cache());
        return new SqliteStore(vertx, own);
    }

    @Override
    public Optional<StoreCommands> commands(StoreSettings settings) {
        return Optional.of(new SqliteCommands(SqliteSettings.of(settings).database(), settings.cache()));
    }
}
