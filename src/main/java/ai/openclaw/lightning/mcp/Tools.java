package ai.openclaw.lightning.mcp;

import ai.openclaw.lightning.http.exchange.Call;
import ai.openclaw.lightning.intake.ClientTrees;
import ai.openclaw.lightning.intake.Rejection;
import ai.openclaw.lightning.model.BridgeException;
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

    /** Only whoever may decide sees these and may call them. */
    private static final Set<String> DECIDING = Set.of("accept_suggestion", "reject_suggestion");

    private final Map<String, Work> works;

    /** The works read it from several threads, and nobody changes it. */

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
        works = Map.of(
                "get_guidance", reading::guidance,
                "search_traces", reading::search,
                "get_trace", reading::trace,
                "list_suggestions", reading::suggestions,
                "explain_suggestion", reading::explain,
                "rate_trace", writing::rate,
                "report_outcome", writing::report,
                "accept_suggestion", deciding::accept,
                "reject_suggestion", deciding::reject);
    }

    /** What tools.json says, read when a client first asks: most bridges are never asked. */
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

    /** The tools that there are for whoever may decide, or may not. */
    void writeList(JsonGenerator json, boolean mayDecide) throws IOException {
        List<Map.Entry<String, JsonNode>> shown = new ArrayList<>(Definitions.ALL.properties());
        shown.removeIf(one -> !mayDecide && DECIDING.contains(one.getKey()));
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
        Work work = name == null ? null : works.get(name);
        if (work == null) {
            return Future.failedFuture(RpcError.of(RpcError.Code.INVALID_PARAMS, "There is no such tool"));
        }
        if (DECIDING.contains(name) && !call.mayDecide()) {
            return Future.succeededFuture(ToolResult.failed("Only a person decides on suggestions: by the page, by the"
                    + " command lightning suggestions, or with the key that lightning key show --decisions prints."));
        }
        try {
            Arguments arguments = Arguments.of(
                    request.params().path("arguments"),
                    Definitions.ALL.path(name).path("inputSchema"));
            return work.of(call, arguments).recover(Tools::failed);
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
