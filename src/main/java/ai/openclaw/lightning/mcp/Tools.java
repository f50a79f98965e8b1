package ai.openclaw.lightning.mcp;

import ai.openclaw.lightning.access.Caller;
import ai.openclaw.lightning.http.exchange.Call;
import ai.openclaw.lightning.intake.ClientTrees;
import ai.openclaw.lightning.intake.Rejection;
import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.Scope;
import ai.openclaw.lightning.view.Json;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tools: what {@code tools.json} says about each, and who does its work. */
final class Tools {

    private final Map<String, Tool> tools;

    /** Only whoever has one of the scopes sees it and may call it. */
    private record Tool(Set<Scope> scopes, Work work) {}

    /** What a tool does. */
    @FunctionalInterface
    interface Work {
        /** The result, now or later; a {@link Rejection} says what is wrong with the arguments. */
        Future<ToolResult> of(Call call, Arguments arguments);
    }

    Tools(McpParts parts) {
        ReadingTools reading = new ReadingTools(parts);
        WritingTools writing = new WritingTools(parts);
        DecidingTools deciding = new DecidingTools(parts);
        Set<Scope> told = Set.of(Scope.INGEST, Scope.READ);
        Set<Scope> reads = Set.of(Scope.READ);
        Set<Scope> writes = Set.of(Scope.INGEST);
        Set<Scope> decides = Set.of(Scope.DECIDE);
        tools = Map.of(
                "get_guidance", new Tool(told, reading::guidance),
                "search_traces", new Tool(reads, reading::search),
                "get_trace", new Tool(reads, reading::trace),
                "list_suggestions", new Tool(reads, reading::suggestions),
                "explain_suggestion", new Tool(reads, reading::explain),
                "rate_trace", new Tool(writes, writing::rate),
                "report_outcome", new Tool(writes, writing::report),
                "accept_suggestion", new Tool(decides, deciding::accept),
                "reject_suggestion", new Tool(decides, deciding::reject));
    }

    /**
     * What tools.json says, read when a client first asks: most bridges are never asked. Several threads read it, and nobody
     * changes it.
     */
    private static final class Definitions {

        static final JsonNode ALL = read();

        private static JsonNode read() {
            try (InputStream in = Tools.class.getResourceAsStream("/mcp/tools.json")) {
                return ClientTrees.MAPPER.readTree(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The tools that there are for that caller. */
    void writeList(JsonGenerator json, Caller caller) throws IOException {
        List<Map.Entry<String, JsonNode>> shown = new ArrayList<>(Definitions.ALL.properties());
        shown.removeIf(one -> !caller.hasAny(tools.get(one.getKey()).scopes()));
        json.writeArrayFieldStart("tools");
        for (Map.Entry<String, JsonNode> one : shown) {
            json.writeStartObject();
            json.writeStringField("name", one.getKey());
            for (Map.Entry<String, JsonNode> field : one.getValue().properties()) {
                Json.raw(json, field.getKey(), field.getValue().toString());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Fails with an {@link RpcError} where there is no such tool. What a model can do better is a result. */
    Future<ToolResult> call(Call call, Message request) {
        String name = request.text("name");
        Tool tool = name == null ? null : tools.get(name);
        if (tool == null) {
            return Future.failedFuture(RpcError.of(RpcError.Code.INVALID_PARAMS, "There is no such tool"));
        }
        if (!call.caller().hasAny(tool.scopes())) {
            return Future.succeededFuture(ToolResult.failed(
                    tool.scopes().contains(Scope.DECIDE)
                            ? "Only a person decides on suggestions: by the page, by the command lightning suggestions, or"
                                    + " with the key that lightning key show --decisions prints."
                            : "The key of this client lacks the scope for that."));
        }
        try {
            Arguments arguments = Arguments.of(
                    request.params().path("arguments"),
                    Definitions.ALL.path(name).path("inputSchema"));
            return tool.work().of(call, arguments).recover(Tools::failed);
        } catch (Rejection wrong) {
            return failed(wrong);
        }
    }

    private static Future<ToolResult> failed(Throwable failure) {
        boolean expected = failure instanceof Rejection
                || (failure instanceof BridgeException known && known.kind() != BridgeException.Kind.INTERNAL);
        return expected
                ? Future.succeededFuture(ToolResult.failed(failure.getMessage()))
                : Future.failedFuture(failure);
    }
}
