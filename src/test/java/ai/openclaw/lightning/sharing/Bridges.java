package ai.openclaw.lightning.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.Bridge;
import ai.openclaw.lightning.Eventually;
import ai.openclaw.lightning.TestJson;
import ai.openclaw.lightning.config.Config;
import ai.openclaw.lightning.config.DecisionKey;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.TeamFiles;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** A whole bridge in this process, which may go away and come back on its port. */
final class Bridges implements AutoCloseable {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    final Home home;
    private final Map<String, String> settings;
    private final int port;
    private Bridge bridge;

    Bridges(Path root, Map<String, String> settings) throws Exception {
        home = new Home(root);
        for (Path folder : new Path[] {home.storage(), home.optimizations(), home.metrics(), home.cache()}) {
            Files.createDirectories(folder);
        }
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        this.settings = new HashMap<>(settings);
        this.settings.put("bridge.port", String.valueOf(port));
    }

    /** A personal bridge that has joined that team, once it has that file of the team's; {@code more} are keys and values. */
    static Bridges joined(
            Path root, Bridges team, Path key, String share, Function<TeamFiles, Path> awaited, String... more)
            throws Exception {
        Map<String, String> settings =
                new HashMap<>(Map.of("team.url", team.url(), "team.key_file", key.toString(), "team.share", share));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        Bridges own = new Bridges(root, settings).start();
        Eventually.until(() -> Files.exists(awaited.apply(TeamFiles.of(own.home))));
        return own;
    }

    Bridges start() throws Exception {
        bridge = Bridge.start(Config.of(settings), home, "test");
        return this;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Adds a key, and writes it where only its owner may read it. */
    void addKey(String name, Path file) throws Exception {
        HttpResponse<String> added = send(
                "POST",
                "/keys",
                "{\"name\":\"" + name + "\",\"scopes\":[\"ingest\"]}",
                DecisionKey.of(home).reveal());
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        Home.write(file, TestJson.MAPPER.readTree(added.body()).get("key").asText() + "\n");
    }

    void decide(String path, String body) throws Exception {
        HttpResponse<String> decided =
                send("POST", path, body, DecisionKey.of(home).reveal());
        assertThat(decided.statusCode()).as(decided.body()).isEqualTo(200);
    }

    JsonNode post(String path, String body) throws Exception {
        HttpResponse<String> answer = send("POST", path, body, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestJson.MAPPER.readTree(answer.body());
    }

    JsonNode delete(String path, String key) throws Exception {
        HttpResponse<String> answer = send("DELETE", path, null, key);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestJson.MAPPER.readTree(answer.body());
    }

    JsonNode get(String path) throws Exception {
        return TestJson.MAPPER.readTree(send("GET", path, null, "").body());
    }

    private HttpResponse<String> send(String method, String path, String body, String key) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path))
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!key.isEmpty()) {
            request.header("X-API-Key", key);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        if (bridge != null) {
            bridge.close();
            bridge = null;
        }
    }
}
