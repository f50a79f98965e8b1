package ai.openclaw.lightning.optimizer.run;

import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * Runs one piece of work after another, each until it is stored. So no other work sees a change in memory that may
 * still be undone. Not thread-safe.
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
