package ai.openclaw.lightning.mcp;

import ai.openclaw.lightning.http.exchange.Call;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.SuggestionDecision;
import ai.openclaw.lightning.model.SuggestionDecision.Action;
import ai.openclaw.lightning.view.SuggestionJson;
import io.vertx.core.Future;
import java.util.Locale;
import java.util.Objects;

/** The tools with which a person decides through an agent that was given the key for decisions. */
final class DecidingTools {

    private final McpParts parts;

    DecidingTools(McpParts parts) {
        this.parts = parts;
    }

    Future<ToolResult> accept(Call call, Arguments arguments) {
        String mode = Objects.requireNonNullElse(arguments.text("mode"), "experiment");
        return decide(call, arguments, Action.valueOf(mode.toUpperCase(Locale.ROOT)));
    }

    Future<ToolResult> reject(Call call, Arguments arguments) {
        return decide(call, arguments, Action.REJECT);
    }

    private Future<ToolResult> decide(Call call, Arguments arguments, Action action) {
        String note = arguments.text("note");
        String masked = note == null ? null : parts.intake().masked(note);
        return parts.decider()
                .apply(new SuggestionDecision(
                        arguments.text("id"), action, masked, call.caller().name()))
                .map(this::said);
    }

    private ToolResult said(Suggestion decided) {
        return ToolResult.of(
                "Done. The suggestion is " + decided.status().jsonName().replace('_', ' ') + " now.",
                json -> SuggestionJson.write(json, decided, parts.optimizer().get()));
    }
}
