package ai.openclaw.lightning.view;

import ai.openclaw.lightning.json.OwnJson;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A JSON object that is written piece by piece, on demand. Memory holds one piece and the source of the rows. For one
 * thread.
 */
public final class JsonPieces {

    /** The most bytes in one answer; only a single larger row exceeds it. */
    public static final int BYTES_MAX = 1 << 20;

    /** A piece is handed over once it has this many bytes. */
    public static final int PIECE_BYTES = 32 << 10;

    private final Written written = new Written();
    private final JsonGenerator json;
    private final Deque<Part> parts;

    /** A part of the object: its fields, or a list. */
    public sealed interface Part permits Fields, JsonList {

        /** Writes a little and returns whether there is more to write. */
        boolean writeTo(JsonGenerator json, Written written) throws IOException;
    }

    /** A few short fields. */
    record Fields(Json.Content content) implements Part {

        @Override
        public boolean writeTo(JsonGenerator json, Written written) throws IOException {
            content.writeTo(json);
            return false;
        }
    }

    private JsonPieces(List<Part> parts) {
        this.parts = new ArrayDeque<>(parts);
        try {
            this.json = OwnJson.FACTORY.createGenerator(written);
            json.writeStartObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An object of these parts. */
    public static JsonPieces of(Part... parts) {
        return new JsonPieces(List.of(parts));
    }

    /** A part that is written at once. */
    public static Part fields(Json.Content content) {
        return new Fields(content);
    }

    /** Whether the last piece was given. */
    public boolean isDone() {
        return json.isClosed();
    }

    /** The next piece, as UTF-8. Do not call it after the last piece. */
    public byte[] next() {
        try {
            while (!parts.isEmpty() && written.size() < PIECE_BYTES) {
                if (!parts.getFirst().writeTo(json, written)) {
                    parts.removeFirst();
                }
                json.flush();
            }
            if (parts.isEmpty()) {
                json.writeEndObject();
                json.close();
            }
            return written.take();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All pieces together: for a reader that takes no more than a few of them. */
    public String all() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (!isDone()) {
            all.writeBytes(next());
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    /** The bytes written since the last piece, and the count of those before it. */
    static final class Written extends ByteArrayOutputStream {

        private long taken;

        /** Bytes of the whole object so far. */
        long total() {
            return taken + count;
        }

        /** Drops everything written after that many bytes. */
        void cutTo(long total) {
            count = (int) (total - taken);
        }

        private byte[] take() {
            taken += count;
            byte[] piece = toByteArray();
            reset();
            return piece;
        }
    }
}
