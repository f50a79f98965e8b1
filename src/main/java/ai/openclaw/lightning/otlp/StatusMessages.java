package ai.openclaw.lightning.otlp;

import ai.openclaw.lightning.http.exchange.Answer;
import ai.openclaw.lightning.http.exchange.ErrorFormat;
import ai.openclaw.lightning.http.exchange.Refusal;
import ai.openclaw.lightning.intake.otlp.Encoding;
import ai.openclaw.lightning.view.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The answers of OTLP, in the encoding of the request: {@code google.rpc.Status} for errors, and what was not taken. */
final class StatusMessages implements ErrorFormat {

    static final CharSequence PROTOBUF = HttpHeaders.createOptimized("application/x-protobuf");

    private static final int BYTES_FIELD = 2;
    private static final int VARINT_FIELD = 0;
    private static final int LOW_BITS = 0x7f;
    private static final int MORE = 0x80;

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
        Buffer message = Buffer.buffer();
        number(message, 1, code);
        text(message, 2, refusal.detail());
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
        Buffer message = Buffer.buffer();
        if (rejected > 0) {
            Buffer partial = Buffer.buffer();
            number(partial, 1, rejected);
            text(partial, 2, why);
            tag(message, 1, BYTES_FIELD);
            varint(message, partial.length());
            message.appendBuffer(partial);
        }
        return new Answer.Whole(200, PROTOBUF, message, Map.of());
    }

    private static void number(Buffer message, int field, int value) {
        tag(message, field, VARINT_FIELD);
        varint(message, value);
    }

    private static void text(Buffer message, int field, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        tag(message, field, BYTES_FIELD);
        varint(message, bytes.length);
        message.appendBytes(bytes);
    }

    private static void tag(Buffer message, int field, int type) {
        varint(message, (field << 3) | type);
    }

    private static void varint(Buffer message, int value) {
        int rest = value;
        while (rest > LOW_BITS) {
            message.appendByte((byte) ((rest & LOW_BITS) | MORE));
            rest >>>= 7;
        }
        message.appendByte((byte) rest);
    }
}
