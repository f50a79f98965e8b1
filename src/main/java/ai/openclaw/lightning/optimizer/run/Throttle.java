package ai.openclaw.lightning.optimizer.run;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Rests after each piece of work for four times its duration, so that the optimizer uses at most a fifth of a
 * processor, even within a second, and writes never wait for it. For one context.
 */
final class Throttle {

    private static final long REST = 4;

    private final Vertx vertx;
    private final Promise<Void> ended = Promise.promise();

    Throttle(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Completes as the work does, but later; a failure at once. */
    <T> Future<T> throttled(Supplier<Future<T>> work) {
        long began = System.nanoTime();
        return work.get().compose(result -> rest(System.nanoTime() - began).map(result));
    }

    private Future<Void> rest(long workedNanos) {
        long restMs = TimeUnit.NANOSECONDS.toMillis(REST * workedNanos);
        return restMs == 0 || ended.future().isComplete()
                ? Future.succeededFuture()
                : Future.any(vertx.timer(restMs, TimeUnit.MILLISECONDS), ended.future())
                        .mapEmpty();
    }

    /** Ends the current rest and allows no more. */
    void end() {
        ended.tryComplete();
    }
}
