package ai.openclaw.lightning.masking;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Secrets in what tools really print, and ordinary lines, written by hand into a folder of {@code
 * src/test/resources/masking}: {@code own} by the author of the masker, {@code independent} by somebody who has not
 * read it. All secrets are made up.
 *
 * <p>The file {@code secrets.jsonl} has one object a line: the name of the shape, a text (a string or any JSON value)
 * and the planted secret in it; a folder of ordinary lines alone has none. The file {@code ordinary.txt} has one line
 * each, and {@code promised.txt}, if it is there, names the shapes that {@code docs/security.md} promises. The character
 * U+2040 is left out when a line is read: it stands inside prefixes of tokens, so that no line looks like a real key to
 * a scanner.
 */
record WrittenCorpus(String name, List<Planted> secrets, List<String> ordinary, Set<String> promised) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FOLDER = Path.of("src/test/resources/masking");
    private static final String NOTHING = "\u2040";

    /** One secret in a text. */
    record Planted(String shape, JsonNode text, String secret) {}

    static boolean exists(String name) {
        return Files.isDirectory(FOLDER.resolve(name));
    }

    static WrittenCorpus read(String name) throws IOException {
        Path folder = FOLDER.resolve(name);
        return new WrittenCorpus(
                name,
                lines(folder.resolve("secrets.jsonl")).stream()
                        .map(WrittenCorpus::planted)
                        .toList(),
                lines(folder.resolve("ordinary.txt")),
                Set.copyOf(lines(folder.resolve("promised.txt"))));
    }

    private static List<String> lines(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        return Files.readString(file, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.replace(NOTHING, ""))
                .toList();
    }

    private static Planted planted(String line) {
        try {
            JsonNode row = JSON.readTree(line);
            Planted planted = new Planted(
                    row.get("shape").asText(),
                    row.get("text"),
                    row.get("secret").asText());
            assertThat(Pieces.allText(planted.text())).as("planted: %s", line).contains(planted.secret());
            return planted;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
