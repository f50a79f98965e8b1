package ai.openclaw.lightning.importing;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Reads files of recordings, plain or gzip, one recording at a time: memory does not grow with the file. */
public final class RecordingReader {

    private RecordingReader() {}

    /**
     * Hands each recording of the file to the sink, in order. An array is tau-bench, an object InterCode.
     *
     * @throws IOException when it can't be read or has neither format
     */
    public static void read(Path file, Consumer<Recording> sink) throws IOException {
        try (SourceFile opened = new SourceFile(file);
                JsonParser parser = ImportJson.parser(opened.text())) {
            read(file, parser, sink);
        }
    }

    /** The same for a parser that stands before the file's content. */
    static void read(Path file, JsonParser parser, Consumer<Recording> sink) throws IOException {
        String source = file.getFileName().toString().replaceFirst("\\.json(\\.gz)?$", "");
        JsonToken first = parser.nextToken();
        if (first == JsonToken.START_ARRAY) {
            Path folder = file.toAbsolutePath().getParent().getFileName();
            String agentId = folder == null ? source : folder.toString();
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                sink.accept(TauBench.recording(source, agentId, checked(parser.readValueAsTree(), "traj")));
            }
        } else if (first == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                parser.nextToken();
                sink.accept(InterCode.recording(source, checked(parser.readValueAsTree(), "turn_history")));
            }
        } else if (first == null) {
            throw new IOException("is empty");
        } else {
            throw new IOException("must be an array (tau-bench) or an object (InterCode)");
        }
    }

    private static JsonNode checked(JsonNode record, String field) throws IOException {
        if (!record.has(field)) {
            throw new IOException("a record has no \"" + field + "\", so its format can't be imported");
        }
        return record;
    }
}
