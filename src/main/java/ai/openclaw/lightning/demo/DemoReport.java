package ai.openclaw.lightning.demo;

import ai.openclaw.lightning.client.BridgeClient;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.Locale;

/** Shows the results of the demo, read over HTTP as any client would. */
public final class DemoReport {

    private final BridgeClient client;
    private final PrintStream out;

    /** Reads from that bridge and prints to that stream. */
    public DemoReport(BridgeClient client, PrintStream out) {
        this.client = client;
        this.out = out;
    }

    /** Prints the statistics, the tools and the newest trace. */
    public void print() {
        JsonNode stats = client.get("/stats");
        out.println();
        out.println("GET /stats");
        for (String figure : new String[] {"total_sessions", "total_traces", "success_rate", "avg_latency_ms"}) {
            line(figure, stats.path(figure));
        }
        printTools(stats.path("tools"));
        JsonNode newest = client.get("/traces?limit=1").path("traces").path(0);
        if (newest.hasNonNull("trace_id")) {
            printTrace(client.get("/traces/" + newest.get("trace_id").asText()));
        }
    }

    private void printTools(JsonNode tools) {
        if (tools.isEmpty()) {
            return;
        }
        out.println();
        out.println("tools");
        tools.properties().forEach(tool -> line(tool.getKey(), tool.getValue()));
        if (tools.isArray()) {
            tools.forEach(tool -> out.println("  " + tool));
        }
    }

    private void printTrace(JsonNode trace) {
        out.println();
        out.println("GET /traces/" + trace.path("trace_id").asText());
        for (String field : new String[] {"session_key", "message", "status", "success", "reward"}) {
            line(field, trace.path(field));
        }
        for (JsonNode call : trace.path("tool_calls")) {
            String outcome = call.path("error").isTextual()
                    ? "failed: " + call.get("error").asText()
                    : "ok";
            out.printf(
                    Locale.ROOT,
                    "    %-12s %5d ms  %s%n",
                    call.path("tool_name").asText(),
                    call.path("duration_ms").asInt(),
                    outcome);
        }
    }

    private void line(String name, JsonNode value) {
        out.printf(Locale.ROOT, "  %-16s %s%n", name, value.isValueNode() ? value.asText() : value);
    }
}
