package ai.openclaw.lightning.cli.data;

import ai.openclaw.lightning.Bridge;
import ai.openclaw.lightning.TestJson;
import ai.openclaw.lightning.config.Config;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.HomeLock;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A bridge on a home that is locked and says where it answers, as commands find it. */
final class MovedBridge implements AutoCloseable {

    /** What a client may send, and no bridge has cut. */
    private static final String LOOKS_CUT = "{\"truncated\":true,\"bytes\":99999,\"head\":\"mine\"}";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HomeLock lock;
    private final Bridge bridge;

    MovedBridge(Path root) throws Exception {
        Home home = new Home(root);
        lock = HomeLock.take(home);
        bridge = Bridge.start(Config.of(Map.of("bridge.port", "0")), home, "test");
        lock.publish(address());
    }

    String address() {
        return "http://127.0.0.1:" + bridge.port();
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return TestJson.MAPPER.readTree(
                client.send(HttpRequest.newBuilder(URI.create(address() + path)).build(), BodyHandlers.ofString())
                        .body());
    }

    void post(String path, String body) throws IOException, InterruptedException {
        var answer = client.send(
                HttpRequest.newBuilder(URI.create(address() + path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 200 || answer.body().contains("\"field\"")) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
    }

    /** Every trace with its lists, by its id. */
    Map<String, JsonNode> traces() throws IOException, InterruptedException {
        Map<String, JsonNode> traces = new TreeMap<>();
        String cursor = "";
        do {
            JsonNode page = get("/traces?limit=200" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            for (JsonNode trace : page.get("traces")) {
                String id = trace.get("trace_id").asText();
                traces.put(id, get("/traces/" + id));
            }
            cursor = page.path("next").asText("");
        } while (!cursor.isEmpty() && !cursor.equals("null"));
        return traces;
    }

    /** Traces of every kind that the wire can make, with text that formats stumble over. */
    void fill() throws IOException, InterruptedException {
        for (int i = 0; i < 60; i++) {
            ObjectNode batch = TestJson.MAPPER.createObjectNode();
            var events = batch.putArray("events");
            String id = String.format(Locale.ROOT, "%032x", i + 1);
            long start = 1_700_000_000_000L + i * 60_000L;
            if (i % 10 != 3) { // else the start never came
                ObjectNode begin =
                        events.addObject().put("type", "session.start").put("trace_id", id);
                begin.put("session_key", "session " + i % 7)
                        .put("timestamp", start)
                        .put("message", "=1+1 \"quoted\",\n\u202eline \u0007 two ü 😀 " + i)
                        .put("agent_id", i % 2 == 0 ? "coder" : "writer")
                        .put("model", "m/1")
                        .put("task_key", "task " + i % 5)
                        .put("prompt_version", "v1")
                        .put("origin", i % 3 == 1 ? "subagent" : null)
                        .put("parent_trace_id", i % 3 == 1 ? "4bf92f3577b34da6a3ce929d0e0e4736" : null);
                if (i == 6) {
                    begin.put("message", "long \"message\" é ".repeat(2_000));
                } else if (i == 8) {
                    begin.put("message", LOOKS_CUT);
                }
                begin.putObject("metadata").put("n", i).put("both", "start").put("exact", 1.10);
                begin.putArray("arms")
                        .addObject()
                        .put("experiment", "e1")
                        .put("arm", i % 2 == 0 ? "control" : "treatment")
                        .put("applied", true);
            }
            for (int c = 0; c < (i == 5 ? 700 : i % 4); c++) {
                ObjectNode call = events.addObject().put("type", "tool.call").put("trace_id", id);
                call.put("call_id", "c" + c)
                        .put("tool_name", "tool" + (c + i) % 3)
                        .put("timestamp", start + 1_000 + c)
                        .put("duration_ms", 12);
                call.putObject("params").put("big", 12345678901234567L).put("x", 1e-7);
                call.put("result", c % 2 == 0 ? "text\u2028" : null);
                call.put("error", c % 3 == 1 ? "Error: no" : null);
                call.put("exit_code", c % 3).put("exit_is_answer", c % 2 == 0);
                if (i == 7) {
                    call.put("result", LOOKS_CUT)
                            .put("error", LOOKS_CUT)
                            .set("params", TestJson.MAPPER.readTree(LOOKS_CUT));
                } else if (i == 11) {
                    call.put("result", "r".repeat(20_000)).put("error", "e\n".repeat(20_000));
                    call.putObject("params").put("text", "p".repeat(c == 0 ? 20_000 : 10));
                }
            }
            if (i % 3 != 2) {
                ObjectNode reward = events.addObject().put("type", "reward").put("trace_id", id);
                reward.put("reward_id", "r")
                        .put("source", i % 2 == 0 ? "user" : "agent")
                        .put("timestamp", start + 5_000)
                        .put("success", i % 4 == 0)
                        .put("failure", i % 4 == 1 ? "model_http_500" : null)
                        .put("tokens_used", 1_000 + i)
                        .put("expected_tokens", 1_500)
                        .put("latency_ms", 2_500)
                        .put("user_rating", 4.5);
                reward.putObject("metadata").put("by", i == 12 ? "m".repeat(20_000) : "test");
            }
            if (i % 10 != 4) { // else it is still open
                ObjectNode end = events.addObject().put("type", "session.end").put("trace_id", id);
                end.put("timestamp", start + 9_000);
                if (i % 3 == 2) {
                    end.put("success", i % 2 == 0).put("failure", i % 2 == 1 ? "aborted" : null);
                }
                end.putObject("metadata").put("both", "end").put("closed_by", i == 13 ? "c".repeat(20_000) : "test");
            }
            post("/v1/events", batch.toString());
        }
    }

    @Override
    public void close() throws IOException {
        bridge.close();
        lock.close();
    }
}
