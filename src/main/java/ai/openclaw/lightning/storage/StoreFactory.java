package ai.openclaw.lightning.storage;

import io.vertx.core.Vertx;
import java.util.Optional;

/**
 * The seam for a kind of store. Implementations are found by name through {@link java.util.ServiceLoader} and need a
 * public constructor without parameters; what they make passes {@code StoreContract}.
 */
public interface StoreFactory {

    /** The name in the configuration. */
    String name();

    /**
     * A store that is not open yet.
     *
     * @param vertx for what is asynchronous
     * @throws IllegalArgumentException when a setting is wrong or missing; the message says which and what is allowed
     */
    Store store(Vertx vertx, StoreSettings settings);

    /**
     * What commands do with the store; empty where they can do nothing, which they then say.
     *
     * @throws IllegalArgumentException as {@link #store}
     */
    default Optional<StoreCommands> commands(StoreSettings settings) {
        return Optional.empty();
    }
}
