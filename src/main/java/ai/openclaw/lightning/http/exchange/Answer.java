package ai.openclaw.lightning.http.exchange;

import io.vertx.core.buffer.Buffer;
import java.util.Map;

/**
 * An answer as it will be sent.
 *
 * @param body null for none
 * @param headers beside those that every answer has
 */
public record Answer(int status, CharSequence contentType, Buffer body, Map<String, String> headers) {

    static final CharSequence JSON = io.vertx.core.http.HttpHeaders.createOptimized("application/json");

    /** 200 with JSON. */
    public static Answer ok(Json.Content content) {
        return json(200, content);
    }

    /** JSON with that status. */
    public static Answer json(int status, Json.Content content) {
        return new Answer(status, JSON, Json.write(content), Map.of());
    }

    /** The same with a further header. */
    public Answer with(String name, String value) {
        return new Answer(status, contentType, body, Map.of(name, value));
    }
}
