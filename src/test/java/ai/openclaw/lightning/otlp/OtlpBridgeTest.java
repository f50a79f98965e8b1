package ai.openclaw.lightning.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.Bridge;
import ai.openclaw.lightning.Eventually;
import ai.openclaw.lightning.TestJson;
import ai.openclaw.lightning.config.Config;
import ai.openclaw.lightning.config.DecisionKey;
import ai.openclaw.lightning.config.Home;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spans given to a whole bridge, which starts again in between. */
class OtlpBridgeTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private Home home() {
        return new Home(folder.resolve("home"));
    }

    private Bridge start(Map<String, String> settings) throws Exception {
        Map<String, String> all = new HashMap<>(Map.of("bridge.port", "0", "otlp.grace_s", "1"));
        all.putAll(settings);
        return Bridge.start(Config.of(all), home(), "test");
    }

    private static void post(int port, Recorded.Request request, String... headers) throws Exception {
        HttpRequest.Builder post = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + request.path()))
                .header("Content-Type", request.contentType())
                .header("User-Agent", "OTel-OTLP-Exporter-Test/1")
                .POST(BodyPublishers.ofByteArray(request.body()));
        if (headers.length > 0) {
            post.headers(headers);
        }
        assertThat(HTTP.send(post.build(), BodyHandlers.discarding()).statusCode())
                .isEqualTo(200);
    }

    private static JsonNode get(int port, String path) throws Exception {
        HttpRequest get = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return TestJson.MAPPER.readTree(HTTP.send(get, BodyHandlers.ofString()).body());
    }

    private static JsonNode trace(int port) throws Exception {
        return Eventually.ask(
                () -> get(port, "/traces/" + Spans.TRACE),
                trace -> trace.path("status").asText().equals("ended"));
    }

    @Test
    void trace_complete_isStoredAndItsSenderIsKnown() throws Exception {
        try (Bridge bridge = start(Map.of())) {
            post(bridge.port(), Spans.tool("2", "1", "run").request());
            post(bridge.port(), Spans.agent("1", "", "builder").request());
            JsonNode trace = trace(bridge.port());
            assertThat(trace.path("agent_id").asText()).isEqualTo("builder");
            assertThat(trace.path("status").asText()).isEqualTo("ended");
            assertThat(trace.path("tools_used").toString()).isEqualTo("[\"run\"]");
            assertThat(get(bridge.port(), "/stats").toString()).contains("OTel-OTLP-Exporter-Test/1");
        }
        assertThat(home().openTracesFile()).isEmptyFile();
    }

    /** The key is remembered with what waits, also by a bridge that starts again. */
    @Test
    void trace_sentWithAKey_isStoredUnderItsName() throws Exception {
        Files.createDirectories(home().root()); // for the key of decisions
        String[] key = {"X-API-Key", ""};
        try (Bridge bridge = start(Map.of())) {
            String[] owner = {"X-API-Key", DecisionKey.of(home()).reveal()};
            HttpRequest add = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + bridge.port() + "/keys"))
                    .headers(owner)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"name\":\"ada\",\"scopes\":[\"ingest\"]}"))
                    .build();
            key[1] = TestJson.MAPPER
                    .readTree(HTTP.send(add, BodyHandlers.ofString()).body())
                    .path("key")
                    .asText();
            assertThat(key[1]).startsWith("lightning_key_");
            post(bridge.port(), Spans.tool("2", "1", "run").request(), key);
        }
        try (Bridge bridge = start(Map.of())) {
            post(bridge.port(), Spans.agent("1", "", "builder").request(), key);
            assertThat(trace(bridge.port()).path("sender").asText()).isEqualTo("ada");
        }
    }

    @Test
    void bridge_startsAgainInTheMiddle_losesNothing() throws Exception {
        try (Bridge bridge = start(Map.of())) {
            post(
                    bridge.port(),
                    Spans.tool("2", "1", "run").with("session.id", "s").request());
        }
        try (Bridge bridge = start(Map.of())) {
            post(bridge.port(), Spans.agent("1", "", "builder").request());
            JsonNode trace = trace(bridge.port());
            assertThat(trace.path("tools_used").toString()).isEqualTo("[\"run\"]");
            assertThat(trace.path("session_key").asText()).isEqualTo("s");
        }
    }

    @Test
    void bridge_startsAgainWithNothingMoreToCome_storesWhatWaited() throws Exception {
        try (Bridge bridge = start(Map.of("otlp.grace_s", "3600"))) {
            post(bridge.port(), Spans.tool("2", "1", "run").request());
            post(bridge.port(), Spans.agent("1", "", "builder").request());
        }
        Files.write(
                home().openTracesFile(),
                new byte[] {0, 0, 1, 0, 1, 2, 3, 4, 5},
                StandardOpenOption.APPEND); // half of an entry
        try (Bridge bridge = start(Map.of())) {
            assertThat(trace(bridge.port()).path("agent_id").asText()).isEqualTo("builder");
        }
    }

    @Test
    void port_ofOtlp_takesTheSame() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (Bridge bridge = start(Map.of("otlp.port", String.valueOf(port)))) {
            post(port, Spans.agent("1", "", "builder").request());
            assertThat(trace(bridge.port()).path("agent_id").asText()).isEqualTo("builder");
        }
    }
}
