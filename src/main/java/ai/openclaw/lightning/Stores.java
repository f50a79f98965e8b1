package ai.openclaw.lightning;

import ai.openclaw.lightning.config.Config;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.setting.ConfigException;
import ai.openclaw.lightning.config.table.StorageSection;
import ai.openclaw.lightning.plugins.Plugins;
import ai.openclaw.lightning.plugins.Seam;
import ai.openclaw.lightning.storage.Store;
import ai.openclaw.lightning.storage.StoreCommands;
import ai.openclaw.lightning.storage.StoreFactory;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.function.Supplier;

/** Which store the settings of a home choose. */
public final class Stores {

    private static final Seam<StoreFactory> SEAM =
            new Seam<>(StoreFactory.class, StoreFactory::name, StorageSection.TYPE.key(), "store");

    private Stores() {}

    /** @throws ConfigException when there is no store of that name */
    static StoreFactory factory(Config config, Plugins plugins) {
        return plugins.find(SEAM, config.get(StorageSection.TYPE));
    }

    /** @throws ConfigException when the store refuses its settings */
    static Store store(StoreFactory factory, Vertx vertx, Config config, Home home) {
        return checked(() -> factory.store(vertx, PartSettings.store(config, home)));
    }

    /**
     * What commands do with the store of a home; empty where it comes from a plugin that has nothing for them.
     *
     * @throws ConfigException when there is no such store, or it refuses its settings
     */
    public static Optional<StoreCommands> commands(Config config, Home home) {
        StoreFactory factory = factory(config, new Plugins(home.plugins()));
        return checked(() -> factory.commands(PartSettings.store(config, home)));
    }

    private static <T> T checked(Supplier<T> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException refused) {
            throw new ConfigException(refused.getMessage(), refused);
        }
    }
}
