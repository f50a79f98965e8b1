package ai.openclaw.lightning.http.exchange;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * Decodes small bodies on the event loop, because changing threads costs more than the work, and large or compressed ones
 * on a worker thread, because they would block every other request. Masking takes the longest: hostile text needs a
 * hundred times as long as ordinary text, so the limit for a large body is low.
 */
public final class BodyWork {

    private final WorkerExecutor workers;
    private final int largeBytes;

    /** A body of more than {@code largeBytes} is large. */
    public BodyWork(WorkerExecutor workers, int largeBytes) {
        this.workers = workers;
        this.largeBytes = largeBytes;
    }

    /** What the decoder makes of the body. */
    public <T> Future<T> read(Body body, Function<Body, T> decoder) {
        if (body.length() <= largeBytes && !body.isCompressed()) {
            return Future.succeededFuture(decode(body, decoder));
        }
        return readBeside(body, decoder);
    }

    /** As {@link #read}, but never on the event loop: for a decoder that also waits for the disk. */
    public <T> Future<T> readBeside(Body body, Function<Body, T> decoder) {
        return beside(() -> {
            body.inflate();
            return decode(body, decoder);
        });
    }

    /** Work that takes long. */
    public <T> Future<T> beside(Callable<T> job) {
        return workers.executeBlocking(job, false);
    }

    private static <T> T decode(Body body, Function<Body, T> decoder) {
        T decoded = decoder.apply(body);
        body.decoded();
        return decoded;
    }
}
