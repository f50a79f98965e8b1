package ai.openclaw.lightning.mcp;

import ai.openclaw.lightning.guidance.ActiveGuidance;
import ai.openclaw.lightning.guidance.ActiveRule;
import ai.openclaw.lightning.guidance.Guidance;
import ai.openclaw.lightning.http.exchange.Call;
import ai.openclaw.lightning.intake.Rejection;
import ai.openclaw.lightning.model.OptimizerView;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.TraceCriteria;
import ai.openclaw.lightning.model.TraceDetail.CallsCursor;
import ai.openclaw.lightning.model.TraceDetail.RewardsCursor;
import ai.openclaw.lightning.model.TraceOrigin;
import ai.openclaw.lightning.model.TraceQuery;
import ai.openclaw.lightning.model.TraceStatus;
import ai.openclaw.lightning.storage.TraceLookup;
import ai.openclaw.lightning.view.Json;
import ai.openclaw.lightning.view.PageCursor;
import ai.openclaw.lightning.view.SuggestionJson;
import ai.openclaw.lightning.view.TraceJson;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The tools that only look. */
final class ReadingTools {

    private static final int TRACES_USUAL = 10;
    private static final int SUGGESTIONS_USUAL = 20;

    private final McpParts parts;

    ReadingTools(McpParts parts) {
        this.parts = parts;
    }

    /** Tells no rule that is on trial: who reads it here without being told would blur the comparison. */
    Future<ToolResult> guidance(Call call, Arguments arguments) {
        ActiveGuidance now = parts.guidance().get();
        String asked = arguments.text("agent_id");
        List<String> agents = Stream.concat(
                        now.rules().stream().map(ActiveRule::agentId),
                        now.experiments().stream().map(one -> one.plan().agentId()))
                .filter(agent -> asked == null || asked.equals(agent))
                .distinct()
                .sorted(Comparator.nullsFirst(Comparator.naturalOrder()))
                .toList();
        return Future.succeededFuture(ToolResult.of(GuidanceWords.of(now, agents), json -> {
            json.writeStringField("version", now.version());
            json.writeArrayFieldStart("agents");
            for (String agent : agents) {
                writeAgent(json, now, agent);
            }
            json.writeEndArray();
        }));
    }

    private static void writeAgent(JsonGenerator json, ActiveGuidance now, String agent) throws IOException {
        json.writeStartObject();
        json.writeStringField("agent_id", agent);
        json.writeArrayFieldStart("rules");
        for (ActiveRule rule : Guidance.rulesOf(now, agent)) {
            json.writeStartObject();
            json.writeStringField("id", rule.id());
            json.writeStringField("text", rule.text());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("on_trial", Guidance.experimentsOf(now, agent).size());
        json.writeEndObject();
    }

    Future<ToolResult> search(Call call, Arguments arguments) {
        PageCursor after = cursor(arguments, "cursor");
        TraceCriteria filter = new TraceCriteria(
                arguments.text("session_key"),
                arguments.text("agent_id"),
                arguments.text("task_key"),
                TraceStatus.ofJsonName(arguments.text("status")),
                arguments.flag("success"),
                arguments.text("failure"),
                arguments.text("tool"),
                TraceOrigin.ofJsonName(arguments.text("origin")),
                arguments.text("text"),
                arguments.number("since"),
                arguments.number("until"),
                arguments.text("sender"),
                arguments.text("model"),
                arguments.text("prompt_version"));
        TraceQuery query = new TraceQuery(
                filter,
                arguments.number("limit", TRACES_USUAL),
                after == null ? null : new TraceQuery.Cursor(after.time(), after.id()));
        return parts.store()
                .traces(query)
                .map(page -> ToolResult.of(TraceJson.page(Shortened.of(page), ToolResult.DATA_BYTES_MAX)
                        .all()));
    }

    Future<ToolResult> trace(Call call, Arguments arguments) {
        PageCursor calls = cursor(arguments, "calls_cursor");
        PageCursor rewards = cursor(arguments, "rewards_cursor");
        CallsCursor first = rewards == null ? CallsCursor.START : CallsCursor.END;
        return TraceLookup.find(
                        parts.store(),
                        arguments.text("trace_id"),
                        calls == null ? first : new CallsCursor(calls.time(), calls.id()),
                        rewards == null ? RewardsCursor.START : new RewardsCursor(rewards.time(), rewards.id()))
                .map(found -> found.orElseThrow(() -> Rejection.invalid("no such trace", "trace_id")))
                .map(detail -> ToolResult.of(TraceJson.detail(Shortened.of(detail), ToolResult.DATA_BYTES_MAX)
                        .all()));
    }

    private static PageCursor cursor(Arguments arguments, String name) {
        String given = arguments.text(name);
        try {
            return given == null ? null : PageCursor.of(given);
        } catch (IllegalArgumentException notOurs) {
            throw Rejection.invalid(name + " is not a cursor of this bridge", name);
        }
    }

    Future<ToolResult> suggestions(Call call, Arguments arguments) {
        String status = arguments.text("status");
        String agent = arguments.text("agent_id");
        List<Suggestion> chosen = parts.optimizer().get().suggestions().stream()
                .filter(one -> status == null || one.status().jsonName().equals(status))
                .filter(one -> agent == null || Objects.equals(agent, one.agentId()))
                .toList();
        int from = Math.min(arguments.number("cursor", 0), chosen.size());
        int to = Math.min(from + arguments.number("limit", SUGGESTIONS_USUAL), chosen.size());
        List<Suggestion> page = chosen.subList(from, to);
        return Future.succeededFuture(ToolResult.of(SuggestionWords.list(page, chosen.size() - to), json -> {
            json.writeArrayFieldStart("suggestions");
            for (Suggestion one : page) {
                writeShort(json, one);
            }
            json.writeEndArray();
            Json.number(json, "next", to < chosen.size() ? (Long) (long) to : null);
        }));
    }

    private static void writeShort(JsonGenerator json, Suggestion one) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", one.id());
        json.writeStringField("text", one.text());
        json.writeStringField("agent_id", one.agentId());
        json.writeStringField("status", one.status().jsonName());
        json.writeStringField("grade", one.grade().jsonName());
        json.writeStringField("metric", one.evidence().metric().jsonName());
        json.writeNumberField("effect", one.evidence().effect().estimate());
        json.writeEndObject();
    }

    Future<ToolResult> explain(Call call, Arguments arguments) {
        OptimizerView now = parts.optimizer().get();
        String id = arguments.text("id");
        Suggestion found = now.suggestions().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Rejection.invalid("no such suggestion", "id"));
        return Future.succeededFuture(
                ToolResult.of(SuggestionWords.explain(found, now), json -> SuggestionJson.write(json, found, now)));
    }
}
