package ai.openclaw.lightning.http.exchange;

import ai.openclaw.lightning.model.UnknownKindException;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Sends answers, long ones no faster than the client takes them, and counts the bytes of those that are on their way. A
 * client that takes nothing is given up by the server's timeout for writes. For one event loop.
 */
final class AnswerSender {

    /** Of every answer. They leave a browser nothing to guess, keep, embed or run; an answer may say otherwise. */
    private static final MultiMap FOR_ALL = HttpHeaders.headers()
            .add("x-content-type-options", "nosniff")
            .add(HttpHeaders.CACHE_CONTROL, "no-store")
            .add("cross-origin-resource-policy", "same-origin")
            .add("content-security-policy", "default-src 'none'; frame-ancestors 'none'");

    /** Shorter ones are not counted: the system's buffers take them. */
    private static final int COUNTED_BYTES_MIN = 4 * 1024;

    private final HttpCounters counters;
    private final InFlightBytes inFlight;
    private final Consumer<Throwable> failures;

    /** @param failures told why a stream broke off */
    AnswerSender(HttpCounters counters, InFlightBytes inFlight, Consumer<Throwable> failures) {
        this.counters = counters;
        this.inFlight = inFlight;
        this.failures = failures;
    }

    /**
     * Sends it; completes when the client has it, or has gone.
     *
     * @throws Refusal when there is no room for it; then nothing was sent, and another answer is to be
     */
    Future<Void> send(HttpServerRequest request, Answer answer) {
        boolean head = request.method().equals(HttpMethod.HEAD);
        if (answer instanceof Answer.Whole whole) {
            begin(request, answer);
            return head ? headOf(request, whole.body()) : whole(request, whole.body());
        }
        if (answer instanceof Answer.Stream stream) {
            if (head) {
                begin(request, answer);
                return request.response().end();
            }
            long held = inFlight.takeAtMost(stream.bytes());
            begin(request, answer);
            return new StreamSending(request, stream.pieces(), inFlight, held, failures).start();
        }
        throw new UnknownKindException(answer);
    }

    private void begin(HttpServerRequest request, Answer answer) {
        HttpServerResponse response = request.response();
        counters.answered(answer.status());
        response.setStatusCode(answer.status());
        response.headers().setAll(FOR_ALL);
        if (answer.contentType() != null) {
            response.headers().set(HttpHeaders.CONTENT_TYPE, answer.contentType());
        }
        for (Map.Entry<String, String> header : answer.headers().entrySet()) {
            response.headers().set(header.getKey(), header.getValue());
        }
    }

    private static Future<Void> headOf(HttpServerRequest request, Buffer body) {
        if (body != null) {
            request.response().headers().set(HttpHeaders.CONTENT_LENGTH, String.valueOf(body.length()));
        }
        return request.response().end();
    }

    private Future<Void> whole(HttpServerRequest request, Buffer body) {
        if (body == null) {
            return request.response().end();
        }
        Future<Void> sent = request.response().end(body);
        if (body.length() < COUNTED_BYTES_MIN || sent.isComplete()) {
            return sent;
        }
        inFlight.hold(body.length());
        return sent.andThen((done, failure) -> inFlight.giveBack(body.length()));
    }
}
