package ai.openclaw.lightning.process;

import ai.openclaw.lightning.TestJson;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/** Traces with content of many shapes, all of which can be found again, wherever it went. */
final class PlantedTraces {

    /** In every text of a person's; no name of a tool, an agent or an argument has it. */
    private static final String PLANTED = "xyzzyplanted";

    private static final List<String> SHAPES = List.of(
            "remind me to call %s at nine",
            "/home/%s/taxes/2026.ods",
            "%s@example.org",
            "SELECT * FROM people WHERE name = '%s'",
            "https://%s.example.org/?q=1#top",
            "\u00fcber %s \u2013 \u6f22\u5b57 \ud83d\ude00",
            "\"quoted\"\n%s\tin columns\\",
            "{\"nested\":{\"of\":\"%s\"}}");

    private final Random random;

    PlantedTraces(long seed) {
        this.random = new Random(seed);
    }

    private String text() {
        String shape = SHAPES.get(random.nextInt(SHAPES.size()));
        return String.format(Locale.ROOT, shape, PLANTED + Long.toHexString(random.nextLong()));
    }

    /** A whole trace, as the body of a request: two calls, of which one fails, a rating and an end. */
    String body(String traceId) {
        ObjectNode body = TestJson.MAPPER.createObjectNode();
        ArrayNode events = body.putArray("events");
        String session = text();
        ObjectNode start = event(events, "session.start", traceId, session)
                .put("agent_id", "coder")
                .put("model", "m-1")
                .put("task_key", text())
                .put("prompt_version", text())
                .put("message", text());
        start.putObject("metadata").put("note", text()).put(text(), text());
        ObjectNode read = event(events, "tool.call", traceId, session)
                .put("tool_name", "read_file")
                .put("call_id", "call " + text())
                .put("result", text());
        read.putObject("params")
                .put("path", text())
                .put(text(), 1)
                .putObject("deep")
                .put("k", text());
        ObjectNode run = event(events, "tool.call", traceId, session)
                .put("tool_name", "run_tests")
                .put("error", text())
                .put("exit_code", 2);
        run.putArray("params").add(text()).addObject().put(text(), text());
        rating(events, traceId, session, text());
        event(events, "session.end", traceId, session)
                .put("success", true)
                .putObject("metadata")
                .put("why", text());
        return body.toString();
    }

    /** A rating of a trace that ended before. */
    String late(String traceId) {
        ObjectNode body = TestJson.MAPPER.createObjectNode();
        rating(body.putArray("events"), traceId, null, "late " + text());
        return body.toString();
    }

    private void rating(ArrayNode events, String traceId, String session, String rewardId) {
        event(events, "reward", traceId, session)
                .put("reward_id", rewardId)
                .put("source", "user")
                .put("user_rating", 1 + random.nextInt(5))
                .putObject("metadata")
                .put("because", text());
    }

    private static ObjectNode event(ArrayNode events, String type, String traceId, String session) {
        ObjectNode event = events.addObject().put("type", type).put("trace_id", traceId);
        return session == null ? event : event.put("session_key", session);
    }

    /** The files below that folder which have any of it in them, byte by byte; case does not matter. */
    static List<Path> found(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path file : files(folder)) {
            String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            if (bytes.toLowerCase(Locale.ROOT).contains(PLANTED)) {
                found.add(file);
            }
        }
        return found;
    }

    /** How much there is to search. */
    static long bytes(Path folder) throws IOException {
        long bytes = 0;
        for (Path file : files(folder)) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
