package ai.openclaw.lightning.bus;

import io.vertx.core.Future;

/** A handler's registration at an address, which lasts until it is ended. */
@FunctionalInterface
public interface Registration {

    /** Once it completes, no more messages arrive. */
    Future<Void> end();
}
