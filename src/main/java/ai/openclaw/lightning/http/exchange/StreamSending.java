package ai.openclaw.lightning.http.exchange;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.function.Consumer;

/**
 * A stream on its way: the next piece is asked for once the connection has room for it. Its bytes are counted until the
 * client has the last piece, or has gone. For one event loop.
 */
final class StreamSending {

    /** What may be left of a stream once its last piece was handed over: a full queue of the connection, and a piece. */
    private static final long QUEUED_BYTES_MAX = 96 * 1024;

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Answer.Pieces pieces;
    private final InFlightBytes inFlight;
    private final Consumer<Throwable> failures;
    private final Promise<Void> over = Promise.promise();
    private long held;

    /**
     * The head of the response is complete.
     *
     * @param held bytes that are counted in {@code inFlight} already
     * @param failures told why a stream broke off
     */
    StreamSending(
            HttpServerRequest request,
            Answer.Pieces pieces,
            InFlightBytes inFlight,
            long held,
            Consumer<Throwable> failures) {
        this.request = request;
        this.response = request.response();
        this.pieces = pieces;
        this.inFlight = inFlight;
        this.held = held;
        this.failures = failures;
    }

    /** Sends it; completes when the client has it all, or has gone. */
    Future<Void> start() {
        response.setChunked(true).closeHandler(gone -> over.tryComplete());
        Future<Void> sent = over.future().andThen((done, failure) -> holdAtMost(0));
        goOn();
        return sent;
    }

    private void holdAtMost(long bytes) {
        if (held > bytes) {
            inFlight.giveBack(held - bytes);
            held = bytes;
        }
    }

    /** Sends while there is room; the rest when the client has taken some. */
    private void goOn() {
        while (!isOver() && !response.writeQueueFull()) {
            Future<Buffer> next = next();
            if (!next.isComplete()) {
                response.drainHandler(null);
                next.eventually(() -> takeAndGoOn(next)).mapEmpty().recover(this::breakOff);
                return;
            }
            take(next);
        }
        if (!isOver()) {
            response.drainHandler(drained -> goOn());
        }
    }

    private Future<Void> takeAndGoOn(Future<Buffer> next) {
        take(next);
        goOn();
        return Future.succeededFuture();
    }

    private boolean isOver() {
        return over.future().isComplete() || response.ended() || response.closed();
    }

    private Future<Buffer> next() {
        try {
            return pieces.next();
        } catch (RuntimeException | Error failure) {
            return Future.failedFuture(failure);
        }
    }

    private void take(Future<Buffer> next) {
        if (isOver()) {
            return;
        }
        if (next.failed()) {
            breakOff(next.cause());
        } else if (next.result() == null) {
            end();
        } else {
            response.write(next.result());
        }
    }

    private Future<Object> breakOff(Throwable failure) {
        if (!isOver()) {
            failures.accept(failure);
            request.connection().close(); // the client sees that the end is missing
            over.tryComplete();
        }
        return Future.succeededFuture();
    }

    private void end() {
        holdAtMost(QUEUED_BYTES_MAX);
        response.end().eventually(() -> {
            over.tryComplete();
            return request.version() == HttpVersion.HTTP_1_0
                    ? request.connection().close() // which ends the answer: HTTP 1.0 knows no chunks
                    : Future.succeededFuture();
        });
    }
}
