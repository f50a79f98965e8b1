package ai.openclaw.lightning.importing;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One OpenClaw session: entries in the order in which they were written, the first of which names the session. A
 * message of the user begins a trace, and what follows up to the next one belongs to it, as it does for the plugin.
 * Branches that the user abandoned are traces too, because the agent ran them.
 */
final class Transcript {

    private static final Set<String> FAILED = Set.of("error", "aborted");

    private final String agentId;
    private final Map<String, String> sessionKeys;
    private final EventSink sink;

    private String sessionId = "";
    private String traceId;
    private long startedAt;
    private long lastAt;
    private long tokens;
    private boolean modelAnswered;
    private boolean failed;
    private boolean lastToolFailed;

    /** Calls without a result yet: the assistant's entry, by call id. */
    private final Map<String, JsonNode> open = new HashMap<>();

    private final Set<String> callIds = new TreeSet<>();
    private ObjectNode start;

    /** @param sessionKeys by session id, as far as known */
    Transcript(String agentId, Map<String, String> sessionKeys, EventSink sink) {
        this.agentId = agentId;
        this.sessionKeys = sessionKeys;
        this.sink = sink;
    }

    void read(JsonParser parser) throws IOException {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token != JsonToken.START_OBJECT) {
                throw new IOException("line " + parser.currentLocation().getLineNr() + ": an entry must be an object");
            }
            entry(parser.readValueAsTree());
        }
        finish();
    }

    /** Reads one entry; skips a line that is not JSON. */
    void line(String json) {
        try {
            entry(ImportJson.MAPPER.readTree(json));
        } catch (JsonProcessingException e) {
            // one entry that can't be read must not hide the others
        }
    }

    private void entry(JsonNode entry) {
        if (entry.path("type").asText().equals("session")) {
            finish();
            sessionId = entry.path("id").asText();
        } else if (entry.path("type").asText().equals("message")) {
            JsonNode message = entry.path("message");
            long at = time(message.path("timestamp"), time(entry.path("timestamp"), lastAt));
            switch (message.path("role").asText()) {
                case "user" -> user(entry, message, at);
                case "assistant" -> assistant(message, at);
                case "toolResult" -> toolResult(message, at);
                default -> {
                    // system notes and the like are not the agent's work
                }
            }
        }
    }

    private void user(JsonNode entry, JsonNode message, long at) {
        finish();
        traceId = ImportedTraceId.of("openclaw", sessionId, entry.path("id").asText());
        startedAt = at;
        lastAt = at;
        start = event("session.start", at).put("message", text(message.path("content")));
        if (agentId != null) {
            start.put("agent_id", agentId);
        }
    }

    private void assistant(JsonNode message, long at) {
        if (traceId == null) {
            return;
        }
        if (start != null && message.path("model").isTextual()) {
            String provider = message.path("provider").asText("");
            start.put(
                    "model",
                    (provider.isEmpty() ? "" : provider + "/")
                            + message.get("model").asText());
        }
        begin();
        lastAt = Math.max(lastAt, at);
        modelAnswered = true;
        tokens += message.path("usage").path("totalTokens").asLong();
        failed = FAILED.contains(message.path("stopReason").asText());
        for (JsonNode part : message.path("content")) {
            if (part.path("type").asText().equals("toolCall")) {
                open.put(part.path("id").asText(), part);
            }
        }
    }

    private void toolResult(JsonNode message, long at) {
        if (traceId == null) {
            return;
        }
        begin();
        lastAt = Math.max(lastAt, at);
        String id = message.path("toolCallId").asText();
        JsonNode call = open.remove(id);
        ObjectNode event = call(id, message.path("toolName").asText("unknown"), call, at);
        event.putObject("result").set("content", message.path("content"));
        lastToolFailed = message.path("isError").asBoolean();
        if (lastToolFailed) {
            event.put("error", errorOf(message));
        }
        JsonNode duration = message.path("details").path("durationMs");
        if (duration.isNumber() && duration.asLong() >= 0) {
            event.put("duration_ms", duration.asLong());
        }
        sink.event(event);
    }

    private static String errorOf(JsonNode message) {
        String error = message.path("details").path("error").asText("");
        String detail = error.isEmpty() ? text(message.path("content")) : error;
        return detail.isEmpty() ? "error" : detail;
    }

    private ObjectNode call(String id, String toolName, JsonNode call, long at) {
        String unique = id.isEmpty() ? "call" : id;
        for (int copy = 2; !callIds.add(unique); copy++) {
            unique = id + "#" + copy;
        }
        ObjectNode event = event("tool.call", at).put("call_id", unique).put("tool_name", toolName);
        if (call != null && call.has("arguments")) {
            event.set("params", call.get("arguments"));
        }
        return event;
    }

    /** The start waits for the first answer, which names the model. */
    private void begin() {
        if (start != null) {
            sink.event(start);
            start = null;
        }
    }

    /** Completes the trace that was read last. */
    void finish() {
        if (traceId != null) {
            begin();
            open.forEach((id, call) -> sink.event(call(id, call.path("name").asText("unknown"), call, lastAt)));
            if (modelAnswered) {
                ObjectNode reward = event("reward", lastAt)
                        .put("reward_id", "agent")
                        .put("source", "agent")
                        .put("success", !failed && !lastToolFailed)
                        .put("latency_ms", Math.max(0, lastAt - startedAt));
                sink.event(tokens > 0 ? reward.put("tokens_used", tokens) : reward);
            }
            sink.event(event("session.end", lastAt));
            sink.traceEnd(traceId);
        }
        traceId = null;
        tokens = 0;
        modelAnswered = false;
        failed = false;
        lastToolFailed = false;
        open.clear();
        callIds.clear();
    }

    private ObjectNode event(String type, long at) {
        ObjectNode event = JsonNodeFactory.instance
                .objectNode()
                .put("type", type)
                .put("trace_id", traceId)
                .put("session_key", sessionKeys.getOrDefault(sessionId, sessionId.isEmpty() ? "unknown" : sessionId));
        return at > 0 ? event.put("timestamp", at) : event;
    }

    private static String text(JsonNode content) {
        if (content.isTextual()) {
            return content.textValue();
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode part : content) {
            if (part.path("text").isTextual()) {
                text.append(text.isEmpty() ? "" : "\n").append(part.get("text").textValue());
            }
        }
        return text.toString();
    }

    private static long time(JsonNode time, long otherwise) {
        if (time.isNumber()) {
            return time.asLong();
        }
        try {
            return time.isTextual() ? Instant.parse(time.textValue()).toEpochMilli() : otherwise;
        } catch (DateTimeParseException e) {
            return otherwise;
        }
    }
}
