package ai.openclaw.lightning.http;

import ai.openclaw.lightning.http.exchange.Body;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.function.Function;

/**
 * Decodes small bodies on the event loop, because changing threads costs more than the work, and large or compressed ones
 * on a worker thread, because they would block every other request. Masking takes the longest: hostile text needs a
 * hundred times as long as ordinary text, so the limit for a large body is low.
 */
final class BodyWork {

    private final WorkerExecutor workers;
    private final int largeBytes;

    BodyWork(WorkerExecutor workers, int largeBytes) {
        this.workers = workers;
        this.largeBytes = largeBytes;
    }

    <T> Future<T> read(Body body, Function<Body, T> decoder) {
        if (body.length() <= largeBytes && !body.isCompressed()) {
            return Future.succeededFuture(decode(body, decoder));
        }
        return workers.executeBlocking(
                () -> {
                    body.inflate();
                    return decode(body, decoder);
                },
                false);
    }

    private static <T> T decode(Body body, Function<Body, T> decoder) {
        T decoded = decoder.apply(body);
        body.decoded();
        return decoded;
    }
}
