package ai.openclaw.lightning.storage.rows;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** A pool that has no connection for a read: so many wait already, or this one has waited too long. */
public final class FullPool {

    /** Vert.x tells a wait that is over only by these words: those of a connection, and those of a query. */
    private static final Set<String> WAIT_IS_OVER = Set.of("Timeout", "Timeout waiting for connection");

    private FullPool() {}

    /** Whether that one failure says so, whatever its causes are. */
    public static boolean refused(Throwable failure) {
        return failure instanceof ConnectionPoolTooBusyException
                || failure instanceof TimeoutException
                || WAIT_IS_OVER.contains(String.valueOf(failure.getMessage()));
    }

    /** What the client is told then. */
    public static BridgeException busy(Throwable failure) {
        return new BridgeException(Kind.BUSY, "too many reads are waiting for the database", failure);
    }
}
