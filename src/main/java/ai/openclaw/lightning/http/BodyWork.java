package ai.openclaw.lightning.http;

import ai.openclaw.lightning.http.exchange.Body;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.function.Function;

/**
 * Decodes a body where it hurts least: small ones at once, for changing threads costs more than they do; large and
 * compressed ones elsewhere, for they would hold up every other request. Masking is what takes long: for text made to be
 * hard it needs a hundred times as long as for ordinary text, so a body need not be very large to count as large.
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
