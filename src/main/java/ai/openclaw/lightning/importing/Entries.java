package ai.openclaw.lightning.importing;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.function.Consumer;

/** The objects of a file that holds one a line. Whatever is wrong with a line is named, and costs only that line. */
final class Entries {

    private static final int TRIES_MAX = 200;
    private static final String BEGINNING = "{\"";

    private Entries() {}

    /** Hands over the objects of the line; a crash may have left two of them on it. */
    static void read(Lines lines, Findings findings, Consumer<JsonNode> entry) throws IOException {
        try (JsonParser parser = ImportJson.parser(lines.content())) {
            for (JsonNode read = next(parser); read != null; read = next(parser)) {
                entry.accept(read);
            }
        } catch (NotAnEntry notAnEntry) {
            String line = lines.whole();
            JsonNode saved = lines.ended() ? lastOf(line) : null;
            findings.line(lines.number(), problem(lines.ended(), saved != null));
            if (saved != null) {
                entry.accept(saved);
            }
        }
    }

    private static final class NotAnEntry extends IOException {

        private static final long serialVersionUID = 1L;

        NotAnEntry(IOException cause) {
            super(cause);
        }
    }

    private static JsonNode next(JsonParser parser) throws IOException {
        JsonNode read;
        try {
            read = parser.readValueAsTree();
        } catch (IOException notJson) {
            throw new NotAnEntry(notJson);
        }
        if (read != null && !read.isObject()) {
            throw new NotAnEntry(null);
        }
        return read;
    }

    private static String problem(boolean ended, boolean saved) {
        if (saved) {
            return "begins with an entry that was cut off; the one behind it is imported";
        }
        return ended ? "is not an entry: not JSON, or cut off" : "is the last and cut off; it may still be written";
    }

    /** The object at the end of a line that begins with the beginning of another one; null when there is none. */
    static JsonNode lastOf(String line) {
        int at = 0;
        for (int tries = 0; line != null && tries < TRIES_MAX; tries++) {
            at = line.indexOf(BEGINNING, at + 1);
            if (at < 0) {
                return null;
            }
            try {
                JsonNode saved = ImportJson.whole(line.substring(at));
                return saved.has("type") ? saved : null;
            } catch (IOException notFromHere) {
                // the next place, then
            }
        }
        return null;
    }
}
