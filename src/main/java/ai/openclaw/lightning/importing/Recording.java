package ai.openclaw.lightning.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One recorded trace. Its ids follow from its position in the source, so importing it again changes nothing.
 * {@code taskKey} and {@code hardness} may be null.
 */
public record Recording(
        String source,
        String agentId,
        String sessionKey,
        String message,
        String taskKey,
        String hardness,
        List<Call> calls,
        boolean success) {

    /** One tool call; {@code error} is null where it went well. */
    public record Call(String toolName, JsonNode params, String result, String error) {

        public Call {
            Objects.requireNonNull(toolName, "toolName");
        }

        /** The recorded formats have no field for errors; their failing tools answer with this word. */
        static Call of(String toolName, JsonNode params, String result) {
            return new Call(toolName, params, result, result.startsWith("Error") ? result : null);
        }
    }

    public Recording {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(sessionKey, "sessionKey");
        calls = List.copyOf(calls);
    }

    /** The first 16 bytes of SHA-256 over source and session key, in hex. */
    public String traceId() {
        return ImportedTraceId.of(source, sessionKey);
    }

    /** The events of {@code POST /v1/events}, in order: start, calls, outcome, end. */
    public List<ObjectNode> events() {
        List<ObjectNode> events = new ArrayList<>(calls.size() + 3);
        ObjectNode start = event("session.start").put("message", message).put("agent_id", agentId);
        if (taskKey != null) {
            start.put("task_key", taskKey);
        }
        if (hardness != null) {
            start.putObject("metadata").put("hardness", hardness);
        }
        events.add(start);
        for (int i = 0; i < calls.size(); i++) {
            Call call = calls.get(i);
            ObjectNode event = event("tool.call")
                    .put("call_id", String.valueOf(i))
                    .put("tool_name", call.toolName())
                    .put("result", call.result());
            event.set("params", call.params());
            if (call.error() != null) {
                event.put("error", call.error());
            }
            events.add(event);
        }
        events.add(event("reward").put("reward_id", "outcome").put("success", success));
        events.add(event("session.end"));
        return events;
    }

    private ObjectNode event(String type) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", type)
                .put("trace_id", traceId())
                .put("session_key", sessionKey);
    }
}
