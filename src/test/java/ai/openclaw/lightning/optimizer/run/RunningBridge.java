package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.Bridge;
import ai.openclaw.lightning.Eventually;
import ai.openclaw.lightning.TestJson;
import ai.openclaw.lightning.config.Config;
import ai.openclaw.lightning.config.DecisionKey;
import ai.openclaw.lightning.config.Home;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A whole bridge in this process, spoken to over HTTP. */
final class RunningBridge implements AutoCloseable {

    private static final int BATCH_MAX = 900;
    private static final Duration WAIT_MAX = Duration.ofSeconds(30);

    private final Bridge bridge;
    private final Home home;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    RunningBridge(Path root, Map<String, String> settings) throws Exception {
        Map<String, String> all = new HashMap<>(settings);
        all.put("bridge.port", "0");
        home = new Home(root);
        Files.createDirectories(home.database().getParent());
        Files.createDirectories(home.optimizations());
        Files.createDirectories(home.metrics());
        Files.createDirectories(home.cache());
        bridge = Bridge.start(Config.of(all), home, "test");
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    JsonNode json(String path) throws IOException, InterruptedException {
        return TestJson.MAPPER.readTree(get(path).body());
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", "application/json")
                        .header(
                                "Authorization",
                                "Bearer " + DecisionKey.of(home).reveal())
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + bridge.port() + path);
    }

    /** Stores all of them, in their order. */
    void store(List<ObjectNode> events) throws IOException, InterruptedException {
        for (int from = 0; from < events.size(); from += BATCH_MAX) {
            ObjectNode batch = TestJson.MAPPER.createObjectNode();
            ArrayNode list = batch.putArray("events");
            events.subList(from, Math.min(events.size(), from + BATCH_MAX)).forEach(list::add);
            JsonNode answer = TestJson.MAPPER.readTree(
                    post("/v1/events", batch.toString()).body());
            if (answer.path("rejected").size() != 0 || !answer.path("success").asBoolean()) {
                throw new IllegalStateException(answer.toString());
            }
        }
    }

    /** Asks until the answer is as it should be. */
    JsonNode await(String path, Predicate<JsonNode> condition) throws Exception {
        return Eventually.ask(WAIT_MAX, () -> json(path), condition);
    }

    /** Waits until so many traces were learned from and nothing is left to read; the suggestions then. */
    JsonNode suggestionsOf(int traces) throws Exception {
        await("/stats", stats -> {
            JsonNode optimizer = stats.get("optimizer");
            return optimizer.get("analyzed_traces").asInt() >= traces
                    && optimizer.get("caught_up").asBoolean()
                    && optimizer.get("waiting_traces").asInt() == 0;
        });
        return json("/optimize/suggestions");
    }

    @Override
    public void close() {
        bridge.close();
    }
}
