package ai.openclaw.lightning.optimizer.run;

import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * Pieces of work one after another, each until it is stored: what one changes in memory no other sees before it is known
 * whether it stays. Not thread-safe.
 */
final class SerialQueue {

    private Future<?> last = Future.succeededFuture();

    /** Runs the work when all earlier work has ended, successful or not. */
    <T> Future<T> next(Supplier<Future<T>> work) {
        Future<T> turn = last.otherwiseEmpty().compose(done -> work.get());
        last = turn;
        return turn;
    }
}
