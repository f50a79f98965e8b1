package ai.openclaw.lightning.otlp;

import ai.openclaw.lightning.http.exchange.Answer;
import ai.openclaw.lightning.http.exchange.ErrorFormat;
import ai.openclaw.lightning.http.exchange.Refusal;
import ai.openclaw.lightning.intake.otlp.Encoding;
import ai.openclaw.lightning.view.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The answers of OTLP, in the encoding of the request: {@code google.rpc.Status} for errors, and what was not taken. */
final class StatusMessages implements ErrorFormat {

    static final CharSequence PROTOBUF = HttpHeaders.createOptimized("application/x-protobuf");

    /** Of {@code google.rpc.Code}, where HTTP has one that says as much. */
    private static final Map<Integer, Integer> CODES =
            Map.of(400, 3, 401, 16, 403, 7, 404, 5, 405, 12, 413, 8, 415, 3, 429, 8, 503, 14);

    private static final int INTERNAL = 13;

    /** That of the bridge's own, for which an exporter gives up, and one for which it tries again. */
    private static final int NO_SPACE = 507;

    private static final int UNAVAILABLE = 503;

    static Encoding encoding(HttpServerRequest request) {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("application/json")
                ? Encoding.JSON
                : Encoding.PROTOBUF;
    }

    /** An exporter sends a request again only after some statuses, and waits as long as it is told. */
    @Override
    public Answer.Whole of(HttpServerRequest request, Refusal refusal) {
        int status = refusal.status() == NO_SPACE ? UNAVAILABLE : refusal.status();
        Map<String, String> headers = new HashMap<>(refusal.headers());
        if (status == UNAVAILABLE) {
            headers.putIfAbsent("Retry-After", "5");
        }
        int code = CODES.getOrDefault(status, INTERNAL);
        if (encoding(request) == Encoding.JSON) {
            Answer.Whole answer = Answer.json(status, json -> {
                json.writeNumberField("code", code);
                json.writeStringField("message", refusal.detail());
            });
            return new Answer.Whole(status, answer.contentType(), answer.body(), Map.copyOf(headers));
        }
        Buffer message =
                new ProtobufMessage().number(1, code).text(2, refusal.detail()).bytes();
        return new Answer.Whole(status, PROTOBUF, message, Map.copyOf(headers));
    }

    /** 200: everything was taken but what was {@code rejected}. */
    static Answer taken(HttpServerRequest request, String rejectedField, int rejected) {
        String why = "spans need a trace id and a span id that are not all zeros";
        if (encoding(request) == Encoding.JSON) {
            return Answer.ok((Json.Content) json -> {
                if (rejected > 0) {
                    json.writeObjectFieldStart("partialSuccess");
                    json.writeStringField(rejectedField, String.valueOf(rejected)); // 64 bits are a text in JSON
                    json.writeStringField("errorMessage", why);
                    json.writeEndObject();
                }
            });
        }
        ProtobufMessage message = new ProtobufMessage();
        if (rejected > 0) {
            message.message(1, new ProtobufMessage().number(1, rejected).text(2, why));
        }
        return new Answer.Whole(200, PROTOBUF, message.bytes(), Map.of());
    }
}
