package ai.openclaw.lightning.http.exchange;

import ai.openclaw.lightning.view.Json;
import ai.openclaw.lightning.view.JsonPieces;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.Map;

/** A response: whole, or in pieces. */
public sealed interface Answer {

    CharSequence JSON = HttpHeaders.createOptimized("application/json");

    /** The HTTP status. */
    int status();

    /** The media type, or null if there is no content. */
    CharSequence contentType();

    /** Headers that add to those of every answer, or replace them. */
    Map<String, String> headers();

    /**
     * A short answer, held in memory as a whole.
     *
     * @param body the content, or null for none
     */
    record Whole(int status, CharSequence contentType, Buffer body, Map<String, String> headers) implements Answer {

        /** Returns this answer with another header. */
        public Whole with(String name, String value) {
            return new Whole(status, contentType, body, Map.of(name, value));
        }
    }

    /**
     * An answer that is produced in pieces, as the client reads them.
     *
     * @param bytes roughly how many are held in memory until the last piece is sent
     */
    record Stream(int status, CharSequence contentType, Pieces pieces, long bytes, Map<String, String> headers)
            implements Answer {}

    /** The pieces of a stream. Called on the event loop, for one piece at a time. */
    @FunctionalInterface
    interface Pieces {
        /** Returns the next piece, or null after the last. A failure aborts the answer. */
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
