package ai.openclaw.lightning.importing;

import ai.openclaw.lightning.model.W3cTraceId;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/**
 * Turns the lines of {@code lightning export} back into events. Tool calls and rewards are read one by one, so a trace
 * may have any length. Its other fields must come first, as the export writes them.
 */
final class ExportedTraces {

    /** The newest lines that this program can read. */
    private static final int SCHEMA_VERSION = 2;

    /** The first schema that marks cut texts. */
    private static final int FIRST_WITH_MARKS = 2;

    private static final List<String> LABELS = List.of(
            "message",
            "message_cut",
            "agent_id",
            "model",
            "task_key",
            "prompt_version",
            "origin",
            "parent_trace_id",
            "metadata",
            "metadata_cut",
            "arms");
    private static final List<String> CALL_FIELDS = List.of(
            "tool_name",
            "params",
            "params_cut",
            "result",
            "result_cut",
            "error",
            "error_cut",
            "exit_code",
            "duration_ms",
            "timestamp");
    private static final List<String> REWARD_FIELDS = List.of(
            "source",
            "success",
            "failure",
            "value",
            "tokens_used",
            "expected_tokens",
            "latency_ms",
            "user_rating",
            "metadata",
            "metadata_cut",
            "timestamp");

    /** Begins the id of what has none of its own. */
    private static final String MADE_ID = "import-";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonParser parser;
    private final EventSink sink;
    private final Function<String, StoredTrace> bridge;
    private StoredTrace stored;
    private ObjectNode head;
    private boolean rewardsHaveSuccess;
    private boolean rewardsHaveTokens;
    private boolean rewardsHaveLatency;

    private ExportedTraces(JsonParser parser, EventSink sink, Function<String, StoredTrace> bridge) {
        this.parser = parser;
        this.sink = sink;
        this.bridge = bridge;
    }

    /** Reads a line, whose parser stands before its first trace; {@code bridge} tells what it has of a trace. */
    static void read(JsonParser parser, EventSink sink, Function<String, StoredTrace> bridge) throws IOException {
        ExportedTraces traces = new ExportedTraces(parser, sink, bridge);
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            require(token == JsonToken.START_OBJECT, "a trace must be an object");
            traces.trace();
        }
    }

    private void trace() throws IOException {
        head = NODES.objectNode();
        rewardsHaveSuccess = false;
        rewardsHaveTokens = false;
        rewardsHaveLatency = false;
        boolean listed = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (name.equals("tool_calls") || name.equals("rewards")) {
                require(token == JsonToken.START_ARRAY, name + " must be a list");
                if (!listed) {
                    start();
                    listed = true;
                }
                list(name.equals("rewards"));
            } else {
                require(!listed, "the field " + name + " must stand before tool_calls and rewards");
                head.set(name, parser.readValueAsTree());
            }
        }
        if (!listed) {
            start();
        }
        outcome();
        end();
        sink.traceEnd(traceId());
    }

    private void list(boolean rewards) throws IOException {
        for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
            require(parser.currentToken() == JsonToken.START_OBJECT, "a tool call or reward must be an object");
            ObjectNode item = parser.readValueAsTree();
            if (!hasMarks()) {
                CutMarks.add(item, rewards ? List.of("metadata") : List.of("params", "result", "error"));
            }
            if (rewards) {
                rewardsHaveSuccess |= item.has("success");
                rewardsHaveTokens |= item.has("tokens_used");
                rewardsHaveLatency |= item.has("latency_ms");
            }
            item(item, rewards, index);
        }
    }

    /** Without its own id it gets one that stays the same on the next import, unless the bridge has it without one. */
    private void item(ObjectNode item, boolean reward, int index) {
        String type = reward ? "reward" : "tool.call";
        String name = reward ? "reward_id" : "call_id";
        String id = item.path(name).asText(MADE_ID + index);
        if (id.startsWith(MADE_ID) && (reward ? stored.takeReward(item) : stored.takeCall(item))) {
            sink.known(type);
            return;
        }
        ObjectNode event = event(type).put(name, id);
        if (!reward) {
            // Stored without an error, so its client knew that the code is an answer.
            event.put("exit_is_answer", !item.has("error"));
        }
        sink.event(copy(item, event, reward ? REWARD_FIELDS : CALL_FIELDS));
    }

    private void start() throws IOException {
        require(
                head.path("schema_version").asInt(SCHEMA_VERSION) <= SCHEMA_VERSION,
                "a newer version exported this trace");
        require(head.path("trace_id").isTextual(), "trace_id is missing");
        if (!hasMarks()) {
            CutMarks.add(head, List.of("message", "metadata", "end_metadata"));
        }
        stored = bridge.apply(traceId());
        if (head.has("started_at")) {
            ObjectNode event = event("session.start");
            event.set("timestamp", head.get("started_at"));
            sink.event(copy(head, event, LABELS));
        }
    }

    private boolean hasMarks() {
        return head.path("schema_version").asInt(FIRST_WITH_MARKS) >= FIRST_WITH_MARKS;
    }

    /** A database of the older bridge has outcomes that came from no reward. */
    private void outcome() {
        ObjectNode event = event("reward").put("reward_id", MADE_ID + "outcome");
        int fields = event.size();
        String source = head.path("success_source").asText("");
        if (!rewardsHaveSuccess && head.has("success") && !source.equals("end")) {
            event.set("success", head.get("success"));
        }
        if (!rewardsHaveTokens && head.has("tokens_used")) {
            event.set("tokens_used", head.get("tokens_used"));
        }
        if (!rewardsHaveLatency && head.has("latency_ms")) {
            event.set("latency_ms", head.get("latency_ms"));
        }
        if (event.size() > fields && !stored.hasOutcome(event)) {
            event.set("timestamp", head.has("end_time") ? head.get("end_time") : head.path("start_time"));
            sink.event(event);
        }
    }

    private void end() {
        if (head.path("status").asText().equals("ended")) {
            ObjectNode event = event("session.end");
            event.set("timestamp", head.get("end_time"));
            if (head.path("success_source").asText().equals("end")) {
                event.set("success", head.get("success"));
                event.set("failure", head.get("failure"));
            }
            if (head.has("end_metadata")) {
                event.set("metadata", head.get("end_metadata"));
                event.put("metadata_cut", head.path("end_metadata_cut").asBoolean());
            }
            sink.event(event);
        }
    }

    private ObjectNode event(String type) {
        ObjectNode event = NODES.objectNode().put("type", type).put("trace_id", traceId());
        return head.path("session_key").isTextual()
                ? event.put("session_key", head.get("session_key").textValue())
                : event;
    }

    /** The older bridge's ids can be anything; the wire knows only those of W3C. */
    private String traceId() {
        String given = head.path("trace_id").asText();
        String traceId = W3cTraceId.of(given);
        return traceId == null ? ImportedTraceId.of("import", given) : traceId;
    }

    private static ObjectNode copy(JsonNode from, ObjectNode to, List<String> fields) {
        for (String field : fields) {
            if (from.has(field)) {
                to.set(field, from.get(field));
            }
        }
        return to;
    }

    private static void require(boolean condition, String problem) throws Unreadable {
        if (!condition) {
            throw new Unreadable(problem);
        }
    }

    /** Says what is wrong with a trace. */
    static final class Unreadable extends IOException {

        private static final long serialVersionUID = 1L;

        Unreadable(String problem) {
            super(problem);
        }
    }
}
