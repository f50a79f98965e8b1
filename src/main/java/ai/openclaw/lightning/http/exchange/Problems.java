package ai.openclaw.lightning.http.exchange;

import ai.openclaw.lightning.model.BridgeException;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns a failure into an answer of RFC 9457, with two more fields for older clients. */
final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final CharSequence PROBLEM_JSON = HttpHeaders.createOptimized("application/problem+json");
    private static final String UNEXPECTED = "an unexpected error; the log has details under this id";
    private static final int ID_LENGTH = 12;

    private final Supplier<String> ids;

    Problems(Supplier<String> ids) {
        this.ids = ids;
    }

    /** {@code other} tells failures of the request in another way; null for none. */
    Answer.Whole answerTo(Throwable failure, HttpServerRequest request, ErrorFormat other) {
        if (other == null) {
            return answerTo(failure);
        }
        Answer.Whole usual = answerTo(failure);
        String detail = failure instanceof Refusal refusal
                ? refusal.detail()
                : BridgeException.of(failure).getMessage();
        return other.of(
                request, Refusal.of(usual.status(), usual.status() == 500 ? UNEXPECTED : detail, usual.headers()));
    }

    Answer.Whole answerTo(Throwable failure) {
        if (failure instanceof Refusal refusal) {
            return problem(refusal, null);
        }
        BridgeException known = BridgeException.of(failure);
        return switch (known.kind()) {
            case NOT_FOUND -> problem(Refusal.of(404, known.getMessage()), null);
            case CONFLICT -> problem(Refusal.of(409, known.getMessage()), null);
            case BUSY -> problem(Refusal.busy(known.getMessage()), null);
            case DISK_FULL -> problem(Refusal.of(507, known.getMessage()), null);
            case STORAGE_GONE -> problem(Refusal.gone(known.getMessage()), null);
            case INTERNAL -> unexpected(failure);
        };
    }

    private Answer.Whole unexpected(Throwable failure) {
        return problem(Refusal.of(500, UNEXPECTED), logged(failure));
    }

    /** Logs a failure that is not answered as a problem, and returns the id of the log line. */
    String logged(Throwable failure) {
        String id = ids.get().substring(0, ID_LENGTH);
        LOG.error("unexpected error {}", id, Traced.of(failure));
        return id;
    }

    private static Answer.Whole problem(Refusal refusal, String id) {
        Answer.Whole answer = Answer.json(refusal.status(), json -> {
            json.writeStringField("type", "about:blank");
            json.writeStringField("title", title(refusal.status()));
            json.writeNumberField("status", refusal.status());
            json.writeStringField("detail", refusal.detail());
            json.writeBooleanField("success", false);
            json.writeStringField("error", refusal.detail());
            if (refusal.field() != null) {
                json.writeStringField("field", refusal.field());
            }
            if (id != null) {
                json.writeStringField("id", id);
            }
        });
        return new Answer.Whole(answer.status(), PROBLEM_JSON, answer.body(), Map.copyOf(refusal.headers()));
    }

    private static String title(int status) {
        return HttpResponseStatus.valueOf(status).reasonPhrase();
    }

    /** A failure by its class and stack alone: the message of an exception may quote what a client sent. */
    private static final class Traced extends Exception {

        private static final long serialVersionUID = 1L;
        private static final int CAUSES_MAX = 8;

        private Traced(Throwable failure, Throwable cause) {
            super(failure.getClass().getName(), cause, false, true);
            setStackTrace(failure.getStackTrace());
        }

        static Traced of(Throwable failure) {
            return of(failure, CAUSES_MAX);
        }

        private static Traced of(Throwable failure, int causesMax) {
            Throwable cause = failure.getCause();
            return new Traced(failure, cause == null || causesMax == 0 ? null : of(cause, causesMax - 1));
        }
    }
}
