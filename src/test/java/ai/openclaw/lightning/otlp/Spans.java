package ai.openclaw.lightning.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.openclaw.lightning.TestJson;
import ai.openclaw.lightning.intake.otlp.PackedItem;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A request of one span or log record in JSON, written attribute by attribute. */
final class Spans {

    static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    static final long START = 1_795_890_000_000L;

    private final ObjectNode body = TestJson.MAPPER.createObjectNode();
    private final ObjectNode record;
    private final ArrayNode ofResource;
    private final boolean log;

    private Spans(boolean log) {
        this.log = log;
        ObjectNode resource =
                body.putArray(log ? "resourceLogs" : "resourceSpans").addObject();
        ofResource = resource.putObject("resource").putArray("attributes");
        record = resource.putArray(log ? "scopeLogs" : "scopeSpans")
                .addObject()
                .putArray(log ? "logRecords" : "spans")
                .addObject();
    }

    /** {@code id} and {@code parent} are one letter each; the parent may be empty. */
    static Spans span(String id, String parent, String name) {
        Spans span = new Spans(false);
        span.record.put("traceId", TRACE).put("spanId", id.repeat(16)).put("name", name);
        if (!parent.isEmpty()) {
            span.record.put("parentSpanId", parent.repeat(16));
        }
        return span.from(0, 100);
    }

    static Spans agent(String id, String parent, String agent) {
        return span(id, parent, "invoke_agent " + agent)
                .with("gen_ai.operation.name", "invoke_agent")
                .with("gen_ai.agent.name", agent);
    }

    static Spans tool(String id, String parent, String tool) {
        return span(id, parent, "execute_tool " + tool)
                .with("gen_ai.operation.name", "execute_tool")
                .with("gen_ai.tool.name", tool);
    }

    static Spans log(String event) {
        Spans log = new Spans(true);
        log.record.put("timeUnixNano", nanos(0));
        return log.with("event.name", event);
    }

    /** In milliseconds after {@link #START}. */
    Spans from(long start, long end) {
        record.put("startTimeUnixNano", nanos(start)).put("endTimeUnixNano", nanos(end));
        return this;
    }

    Spans at(long time) {
        record.put("timeUnixNano", nanos(time));
        return this;
    }

    private static String nanos(long millis) {
        return (START + millis) + "000000";
    }

    Spans with(String key, String value) {
        record.withArray("attributes")
                .addObject()
                .put("key", key)
                .putObject("value")
                .put("stringValue", value);
        return this;
    }

    Spans of(String key, String value) {
        ofResource.addObject().put("key", key).putObject("value").put("stringValue", value);
        return this;
    }

    Spans failed(String message) {
        record.putObject("status").put("code", 2).put("message", message);
        return this;
    }

    /** Any other member of the record. */
    ObjectNode record() {
        return record;
    }

    Recorded.Request request() {
        return new Recorded.Request(
                log ? "/v1/logs" : "/v1/traces",
                "application/json",
                body.toString().getBytes(UTF_8));
    }

    List<PackedItem> items() {
        return Gathered.decode(request()).items();
    }
}
