package ai.openclaw.lightning.writer;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;

/** Lets the write loop's thread wait for a store. */
final class Waiting {

    private Waiting() {}

    /**
     * The result, at once where the store worked on this very thread.
     *
     * @throws RuntimeException why it failed
     */
    static <T> T await(Future<T> future) {
        if (future.succeeded()) {
            return future.result();
        }
        try {
            return future.toCompletionStage().toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : BridgeException.of(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BridgeException(Kind.STORAGE_GONE, "the bridge is stopping", e);
        }
    }
}
