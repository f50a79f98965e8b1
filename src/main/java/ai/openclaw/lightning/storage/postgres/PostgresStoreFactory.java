package ai.openclaw.lightning.storage.postgres;

import ai.openclaw.lightning.storage.Store;
import ai.openclaw.lightning.storage.StoreCommands;
import ai.openclaw.lightning.storage.StoreFactory;
import ai.openclaw.lightning.storage.StoreSettings;
import io.vertx.core.Vertx;
import java.util.Optional;

/** The store of several bridges: one database of a PostgreSQL server. */
public final class PostgresStoreFactory implements StoreFactory {

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public Store store(Vertx vertx, StoreSettings settings) {
        return new PostgresStore(vertx, PostgresSettings.of(settings));
    }

    @Override
    public Optional<StoreCommands> commands(StoreSettings settings) {
        return Optional.of(new PostgresCommands(PostgresSettings.of(settings)));
    }
}
