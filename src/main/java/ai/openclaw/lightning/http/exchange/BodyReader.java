package ai.openclaw.lightning.http.exchange;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;

/** Reads bodies within their limits of size, of bytes held altogether, and of time. For one event loop. */
final class BodyReader {

    private final InFlightBytes inFlight;
    private final ArrayPool arrays = new ArrayPool();
    private final int ticksMax;
    /** The oldest first. */
    private final Set<Reading> underWay = new LinkedHashSet<>();

    private long ticks;

    /** A body must be complete within that many ticks, see {@link #tick}. */
    BodyReader(InFlightBytes inFlight, int ticksMax) {
        this.inFlight = inFlight;
        this.ticksMax = ticksMax;
    }

    /** The complete body, or a refusal; whoever gets it releases it. */
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
        underWay.add(reading);
        request.handler(reading).exceptionHandler(reading::gone).endHandler(reading::end);
        return reading.promise.future();
    }

    /** Time goes by: gives up on bodies that are late. */
    void tick() {
        ticks++;
        arrays.tick();
        for (Reading reading : new ArrayList<>(underWay)) {
            if (ticks - reading.startedAt <= ticksMax) {
                return;
            }
            reading.fail(Refusal.withHeader(408, "the body did not arrive in time", "Connection", "close"));
        }
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
            throw Refusal.badRequest("the Content-Length is not a number", null);
        }
    }

    private final class Reading implements Handler<Buffer> {

        private final Body body;
        private final Promise<Body> promise = Promise.promise();
        private final long startedAt = ticks;

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
            underWay.remove(this);
            promise.tryComplete(body);
        }

        /** The client went away; nobody will see this refusal. */
        private void gone(Throwable how) {
            fail(Refusal.badRequest("the body ended too early", null));
        }

        private void fail(Refusal refusal) {
            underWay.remove(this);
            if (!promise.future().isComplete()) {
                body.release();
                promise.fail(refusal);
            }
        }
    }
}
