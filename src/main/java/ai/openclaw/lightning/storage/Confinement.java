package ai.openclaw.lightning.storage;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/** Holds a store to what {@link TraceReader} says of threads and failures, whatever it does. */
final class Confinement {

    private Confinement() {}

    /** The answer to a read, on the context of whoever asks; all that goes wrong is the future's failure. */
    static <T> Future<T> of(Supplier<Future<T>> read) {
        Context caller = Vertx.currentContext();
        Future<T> answer = asked(read).recover(failure -> Future.failedFuture(BridgeException.of(failure)));
        if (caller == null || answer.isComplete()) {
            return answer;
        }
        // Always a turn of its own: also a thread that works for the caller's context need not be the caller's.
        Promise<T> onCaller = Promise.promise();
        answer.andThen((value, failure) -> caller.runOnContext(turn -> onCaller.complete(value, failure)));
        return onCaller.future();
    }

    private static <T> Future<T> asked(Supplier<Future<T>> read) {
        try {
            Future<T> answer = read.get();
            return answer != null
                    ? answer
                    : Future.failedFuture(new BridgeException(Kind.INTERNAL, "the store gave no answer"));
        } catch (RuntimeException | LinkageError thrown) {
            return Future.failedFuture(thrown);
        }
    }
}
