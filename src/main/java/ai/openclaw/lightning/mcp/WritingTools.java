package ai.openclaw.lightning.mcp;

import ai.openclaw.lightning.http.exchange.Call;
import ai.openclaw.lightning.intake.Draft;
import ai.openclaw.lightning.intake.EventKind;
import ai.openclaw.lightning.intake.Field;
import ai.openclaw.lightning.intake.Rejection;
import ai.openclaw.lightning.model.RewardSource;
import ai.openclaw.lightning.model.Trace;
import ai.openclaw.lightning.model.TraceCriteria;
import ai.openclaw.lightning.model.TraceDetail.CallsCursor;
import ai.openclaw.lightning.model.TraceDetail.RewardsCursor;
import ai.openclaw.lightning.model.TraceQuery;
import ai.openclaw.lightning.storage.TraceLookup;
import ai.openclaw.lightning.view.Json;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** The tools that say how a trace went. They take only traces that are stored: models make ids up. */
final class WritingTools {

    private static final int MIDDLE = 3;

    private final McpParts parts;

    WritingTools(McpParts parts) {
        this.parts = parts;
    }

    /** As with {@code /rate} in OpenClaw, three of five says nothing about success. */
    Future<ToolResult> rate(Call call, Arguments arguments) {
        int rating = arguments.number("rating", MIDDLE);
        return stored(arguments.text("trace_id"))
                .compose(trace -> write(call, trace, arguments, RewardSource.USER, draft -> {
                    draft.number(Field.USER_RATING, rating);
                    if (rating != MIDDLE) {
                        draft.flag(Field.SUCCESS, rating > MIDDLE);
                    }
                }));
    }

    Future<ToolResult> report(Call call, Arguments arguments) {
        String traceId = arguments.text("trace_id");
        String session = arguments.text("session_key");
        if ((traceId == null) == (session == null)) {
            throw Rejection.invalid("name either trace_id or session_key", "trace_id");
        }
        Future<Trace> found = traceId == null ? latest(session) : stored(traceId);
        return found.compose(trace -> write(call, trace, arguments, RewardSource.AGENT, draft -> {
            draft.flag(Field.SUCCESS, arguments.flag("success"));
            draft.text(Field.FAILURE, arguments.text("failure"));
        }));
    }

    private Future<Trace> stored(String traceId) {
        return TraceLookup.find(parts.store(), traceId, CallsCursor.END, RewardsCursor.START)
                .map(found -> found.orElseThrow(() -> Rejection.invalid("no such trace", "trace_id"))
                        .trace());
    }

    private Future<Trace> latest(String session) {
        TraceCriteria ofSession =
                new TraceCriteria(session, null, null, null, null, null, null, null, null, null, null);
        return parts.store()
                .traces(new TraceQuery(ofSession, 1, null))
                .map(page -> page.traces().stream()
                        .findFirst()
                        .orElseThrow(() -> Rejection.invalid("no trace of that session", "session_key")));
    }

    private Future<ToolResult> write(
            Call call, Trace trace, Arguments arguments, RewardSource source, Consumer<Draft> fields) {
        String note = arguments.text("note");
        try (Draft draft = parts.intake().draft()) {
            draft.text(Field.TRACE_ID, trace.traceId());
            draft.text(Field.SESSION_KEY, trace.sessionKey());
            draft.text(Field.SOURCE, source.jsonName());
            if (note != null) {
                byte[] metadata = Json.write(json -> json.writeStringField("note", note));
                draft.json(Field.METADATA, new String(metadata, StandardCharsets.UTF_8));
            }
            fields.accept(draft);
            return parts.writer()
                    .apply(call, List.of(parts.intake().event(EventKind.REWARD, draft)))
                    .map(reply -> ToolResult.of("Stored.", json -> {
                        json.writeStringField("trace_id", trace.traceId());
                        json.writeBooleanField("stored", true);
                    }));
        }
    }
}
