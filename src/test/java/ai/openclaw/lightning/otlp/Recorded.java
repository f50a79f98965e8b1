package ai.openclaw.lightning.otlp;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.openclaw.lightning.TestJson;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** What real exporters sent. Kept beside the repository; tests skip, and say so, where it is not. */
final class Recorded {

    private static final Path CLIENTS = Path.of(System.getProperty("clients.dir", "../shared/clients"));

    /** One request; nobody compares two. */
    @SuppressWarnings("ArrayRecordComponent")
    record Request(String path, String contentType, byte[] body) {}

    private Recorded() {}

    static List<Request> of(String client) {
        Path folder = CLIENTS.resolve("otlp");
        assumeTrue(Files.isDirectory(folder), "the recordings are not here: " + folder);
        try (Stream<Path> files = Files.list(folder)) {
            List<Request> requests = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.startsWith(client + ".")) {
                    requests.add(new Request(
                            name.contains(".logs.") ? "/v1/logs" : "/v1/traces",
                            name.endsWith(".json") ? "application/json" : "application/x-protobuf",
                            Files.readAllBytes(file)));
                }
            }
            return requests;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The requests of a file of lines, but those with metrics. */
    static List<Request> lines(String name) {
        Path file = CLIENTS.resolve("recorded").resolve(name);
        assumeTrue(Files.exists(file), "the recordings are not here: " + file);
        try {
            List<Request> requests = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                JsonNode request = TestJson.MAPPER.readTree(line);
                String path = request.path("url").asText();
                byte[] body = request.has("base64")
                        ? Base64.getDecoder().decode(request.path("base64").asText())
                        : bytes(request.path("body"));
                String type = request.path("headers").path("content-type").asText();
                if (!path.equals("/v1/metrics")) {
                    requests.add(new Request(path, type, body));
                }
            }
            return requests;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(JsonNode body) throws IOException {
        return TestJson.MAPPER.writeValueAsBytes(body.isTextual() ? TestJson.MAPPER.readTree(body.textValue()) : body);
    }
}
