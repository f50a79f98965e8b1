package ai.openclaw.lightning.http.exchange;

import ai.openclaw.lightning.buffers.ArrayPool;
import ai.openclaw.lightning.connections.Connections;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** Reads bodies within their limits of size, of bytes held altogether, and of time. For one event loop. */
final class BodyReader {

    private final InFlightBytes inFlight;
    private final ArrayPool arrays = new ArrayPool();
    private final Connections connections;

    BodyReader(InFlightBytes inFlight, Connections connections) {
        this.inFlight = inFlight;
        this.connections = connections;
    }

    /** Returns the complete body, which the caller must release, or a refusal. */
    Future<Body> read(HttpServerRequest request, int bytesMax) {
        boolean gzip = ContentEncodings.isGzip(request);
        long declared = declaredLength(request);
        if (declared > bytesMax) {
            throw Body.tooLarge(bytesMax);
        }
        Body body = new Body(inFlight, arrays, bytesMax, gzip);
        body.expect((int) Math.max(0, declared));
        if (isWaitingForContinue(request)) {
            request.response().writeContinue();
        }
        Reading reading = new Reading(body);
        connections.whenLate(request, reading::late);
        request.handler(reading).exceptionHandler(reading::gone).endHandler(reading::end);
        return reading.promise.future();
    }

    /** A second went by. */
    void tick() {
        arrays.tick();
    }

    static boolean isWaitingForContinue(HttpServerRequest request) {
        String expectation = request.getHeader(HttpHeaders.EXPECT);
        return expectation != null && expectation.equalsIgnoreCase("100-continue");
    }

    /** Whether a body, even an empty one of unknown length, follows the headers. */
    static boolean hasBody(HttpServerRequest request) {
        return declaredLength(request) > 0 || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    private static long declaredLength(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            return -1;
        }
        try {
            return Long.parseLong(length);
        } catch (NumberFormatException malformed) {
            throw Refusal.badRequest("the Content-Length must be a number", null);
        }
    }

    private static final class Reading implements Handler<Buffer> {

        private final Body body;
        private final Promise<Body> promise = Promise.promise();

        Reading(Body body) {
            this.body = body;
        }

        @Override
        public void handle(Buffer chunk) {
            if (promise.future().isComplete()) {
                return;
            }
            try {
                body.append(chunk);
            } catch (Refusal refusal) {
                fail(refusal);
            }
        }

        private void end(Void nothing) {
            promise.tryComplete(body);
        }

        /** The client went away; nobody will see this refusal. */
        private void gone(Throwable how) {
            fail(Refusal.badRequest("the body ended too early", null));
        }

        private void late() {
            fail(Refusal.withHeader(408, "the body did not arrive in time", "Connection", "close"));
        }

        private void fail(Refusal refusal) {
            if (!promise.future().isComplete()) {
                body.release();
                promise.fail(refusal);
            }
        }
    }
}
