package ai.openclaw.lightning.storage;

import io.vertx.core.Vertx;
import java.nio.file.Path;

/**
 * The seam for a kind of store. Implementations are found by name through {@link java.util.ServiceLoader} and need a
 * public constructor without parameters; what they make passes {@code StoreContract}.
 */
public interface StoreFactory {

    /** The name in the configuration. */
    String name();

    /** A store that is not open yet. */
    Store store(Place place);

    /**
     * Where and how a store is kept.
     *
     * @param database the file; a store that has no use for one leaves it alone
     * @param fullDurability whether what was answered survives a power loss, not only a killed process
     * @param busyTimeoutMs how long a write waits for another process
     * @param readConnections reads that may be under way at one time
     */
    record Place(Vertx vertx, Path database, boolean fullDurability, int busyTimeoutMs, int readConnections) {}
}
