package ai.openclaw.lightning.http.exchange;

import ai.openclaw.lightning.view.Json;
import ai.openclaw.lightning.view.JsonPieces;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.nio.file.Path;
import java.util.Map;

/** An answer as it will be sent: whole, piece by piece, or from a file. */
public sealed interface Answer {

    CharSequence JSON = HttpHeaders.createOptimized("application/json");

    /** The HTTP status. */
    int status();

    /** Null where there is no content. */
    CharSequence contentType();

    /** Headers beside those that every answer has, or in their place. */
    Map<String, String> headers();

    /**
     * One that is in memory as a whole, so a short one.
     *
     * @param body null for none
     */
    record Whole(int status, CharSequence contentType, Buffer body, Map<String, String> headers) implements Answer {

        /** The same with a further header. */
        public Whole with(String name, String value) {
            return new Whole(status, contentType, body, Map.of(name, value));
        }
    }

    /**
     * One whose pieces are asked for as the client takes them.
     *
     * @param bytes that are held in memory until the last piece is sent, about
     */
    record Stream(int status, CharSequence contentType, Pieces pieces, long bytes, Map<String, String> headers)
            implements Answer {}

    /** The content of a file that is there; 404 when it is not. */
    record File(int status, CharSequence contentType, Path path, Map<String, String> headers) implements Answer {}

    /** The pieces of a stream. Asked on the event loop, for one at a time. */
    @FunctionalInterface
    interface Pieces {
        /** The next piece, now or later; null after the last. A failure breaks the answer off. */
        Future<Buffer> next();
    }

    /** 200 with JSON. */
    static Whole ok(Json.Content content) {
        return json(200, content);
    }

    /** JSON with that status. */
    static Whole json(int status, Json.Content content) {
        return new Whole(status, JSON, Buffer.buffer(Json.write(content)), Map.of());
    }

    /** 200 with a page of JSON: whole where it is short. */
    static Answer page(JsonPieces page) {
        Buffer first = Buffer.buffer(page.next());
        if (page.isDone() && first.length() < 2 * JsonPieces.PIECE_BYTES) {
            return new Whole(200, JSON, first, Map.of());
        }
        long bytes = Math.max(JsonPieces.BYTES_MAX, first.length());
        return new Stream(200, JSON, new PagePieces(first, page), bytes, Map.of());
    }
}
