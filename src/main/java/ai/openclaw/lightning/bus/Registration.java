package ai.openclaw.lightning.bus;

import io.vertx.core.Future;

/** That somebody answers at an address, until it is ended. */
@FunctionalInterface
public interface Registration {

    /** From its completion on nothing more arrives. */
    Future<Void> end();
}
