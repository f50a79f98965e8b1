package ai.openclaw.lightning.optimizer.run;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.LearnedDocuments.Document;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Documents that released versions stored are read by every later one, and what is written changes only together with
 * its schema number. {@code -Dgolden.write=true} writes the folder of the current one.
 */
final class ReleasedDocumentsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final Path CURRENT = GOLDEN.resolve("schema-" + Documents.SCHEMA);
    private static final boolean WRITE = Boolean.getBoolean("golden.write");

    static List<Path> documents() throws IOException {
        try (Stream<Path> files = Files.walk(GOLDEN)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void document_ofAnyVersion_isReadAndWrittenAsTheCurrentOne(Path file) throws IOException {
        String written = writtenAgain(file, Files.readString(file));
        Path current = CURRENT.resolve(file.getParent().getFileName()).resolve(file.getFileName());
        if (WRITE) {
            Files.createDirectories(current.getParent());
            Files.writeString(current, written);
        }

        assertThat(written).startsWith("{\"schema\":" + Documents.SCHEMA + ",");
        assertThat(json(written)).isEqualTo(json(Files.readString(current)));
        assertThat(json(writtenAgain(current, written))).as("read again").isEqualTo(json(written));
    }

    /** The order of fields in maps is nobody's. */
    private static JsonNode json(String text) throws IOException {
        return JSON.readTree(text);
    }

    /** Reading takes the row's id from where it stands: in the text, or for a memory in the file's name. */
    private static String writtenAgain(Path file, String text) {
        String table = file.getParent().getFileName().toString();
        String name = file.getFileName().toString().replace(".json", "");
        return switch (table) {
            case "suggestions" ->
                Documents.of(Documents.suggestion(row(id(text), text))).document();
            case "experiments" ->
                Documents.of(Documents.experiment(row(id(text), text))).document();
            case "learner_memories" ->
                Documents.of(name, Documents.memory(row(name, text))).document();
            default -> throw new IllegalStateException("no table: " + table);
        };
    }

    private static String id(String text) {
        int from = text.indexOf("\"id\":\"") + 6;
        return text.substring(from, text.indexOf('"', from));
    }

    private static Document row(String id, String text) {
        return new Document(id, null, "any", text);
    }
}
