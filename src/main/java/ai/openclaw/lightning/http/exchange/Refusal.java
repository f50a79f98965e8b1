package ai.openclaw.lightning.http.exchange;

import ai.openclaw.lightning.intake.Rejection;
import java.util.Map;

/**
 * A request that can't be served, with a status and a sentence for the client. The sentence never quotes the request. It
 * has no stack trace, because a refusal is an ordinary answer and must be cheap.
 */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String field;
    private final transient Map<String, String> headers;

    private Refusal(int status, String detail, String field, Map<String, String> headers) {
        super(detail, null, false, false);
        this.status = status;
        this.field = field;
        this.headers = headers;
    }

    /** A refusal of that HTTP status. */
    public static Refusal of(int status, String detail) {
        return new Refusal(status, detail, null, Map.of());
    }

    /** A refusal with those headers. */
    static Refusal of(int status, String detail, Map<String, String> headers) {
        return new Refusal(status, detail, null, headers);
    }

    /** A refusal with a further header. */
    public static Refusal withHeader(int status, String detail, String name, String value) {
        return new Refusal(status, detail, null, Map.of(name, value));
    }

    /** A 400 that names the wrong field, or null. */
    public static Refusal badRequest(String detail, String field) {
        return new Refusal(400, detail, field, Map.of());
    }

    /** The answer to input that breaks a rule: 400, or 413. */
    static Refusal of(Rejection rejection) {
        return rejection.isTooLarge()
                ? tooLarge(rejection.detail())
                : badRequest(rejection.detail(), rejection.field());
    }

    /** A 413. */
    public static Refusal tooLarge(String detail) {
        return of(413, detail);
    }

    /** A 429: the client may try again later. */
    public static Refusal busy(String detail) {
        return withHeader(429, detail, "Retry-After", "1");
    }

    /** A 503: the storage is gone, and the bridge tries every five seconds whether it is back. */
    static Refusal gone(String detail) {
        return withHeader(503, detail, "Retry-After", "5");
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The sentence for the client. */
    public String detail() {
        return getMessage();
    }

    /** The wrong field, or null. */
    public String field() {
        return field;
    }

    /** Further headers. */
    public Map<String, String> headers() {
        return headers;
    }
}
