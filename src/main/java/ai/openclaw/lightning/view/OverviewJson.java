package ai.openclaw.lightning.view;

import ai.openclaw.lightning.model.ArmTools;
import ai.openclaw.lightning.model.FailureGroup;
import ai.openclaw.lightning.model.FailureSample;
import ai.openclaw.lightning.model.Series;
import ai.openclaw.lightning.model.SeriesQuery;
import ai.openclaw.lightning.model.SeriesStep;
import ai.openclaw.lightning.model.SessionPage;
import ai.openclaw.lightning.model.SessionPage.Session;
import ai.openclaw.lightning.model.ToolUse;
import ai.openclaw.lightning.model.TraceFigures;
import ai.openclaw.lightning.model.TraceQuery;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Days and hours, sessions and failures in the form of the wire contract; absent values are null. */
public final class OverviewJson {

    /** Room for what follows a list. */
    private static final int TAIL_BYTES = 256;

    private static final int LIST_BYTES_MAX = JsonPieces.BYTES_MAX - TAIL_BYTES;

    /** Ways in which one tool fails. */
    private static final int FAILURES_OF_TOOL = 3;

    private OverviewJson() {}

    /**
     * The steps of each query, the first one first; one without traces has zeros, so that a client can draw them as they come.
     * The names are those of the first.
     *
     * @param found what each query found
     */
    public static JsonPieces series(List<SeriesQuery> asked, List<Series> found) {
        List<JsonPieces.Part> parts = new ArrayList<>();
        for (int place = 0; place < asked.size(); place++) {
            parts.add(steps(asked.get(place), found.get(place)));
        }
        parts.add(JsonPieces.fields(json -> {
            Series first = found.get(0);
            writeNames(json, "agents", first.agents());
            Series.Labels labels = first.labels();
            if (labels != null) {
                writeNames(json, "models", labels.models());
                writeNames(json, "prompt_versions", labels.promptVersions());
                json.writeNumberField("traces", labels.traces());
                json.writeBooleanField("complete", labels.complete());
            }
        }));
        return JsonPieces.of(parts.toArray(JsonPieces.Part[]::new));
    }

    private static JsonPieces.Part steps(SeriesQuery query, Series series) {
        List<Long> all = LongStream.range(query.first(), query.first() + query.count())
                .boxed()
                .toList();
        return new JsonList<>(
                query.step() == SeriesStep.DAY ? "days" : "hours",
                all,
                (json, number) -> writeStep(json, query.step(), number, series),
                LIST_BYTES_MAX);
    }

    private static void writeNames(JsonGenerator json, String field, List<String> names) throws IOException {
        json.writeArrayFieldStart(field);
        for (String name : names) {
            json.writeString(name);
        }
        json.writeEndArray();
    }

    private static void writeStep(JsonGenerator json, SeriesStep step, long number, Series series) throws IOException {
        TraceFigures figures = series.figures().getOrDefault(number, TraceFigures.ZERO);
        if (step == SeriesStep.DAY) {
            json.writeStringField("date", LocalDate.ofEpochDay(number).toString());
        }
        json.writeNumberField("time", step.start(number));
        json.writeNumberField("traces", figures.traces());
        json.writeNumberField("ended", figures.ended());
        json.writeNumberField("abandoned", figures.abandoned());
        json.writeNumberField("successes", figures.successes());
        json.writeNumberField("failures", figures.failures());
        json.writeNumberField("tool_calls", figures.toolCalls());
        json.writeNumberField("tool_errors", figures.toolErrors());
        json.writeNumberField("tokens_used", figures.tokensUsed());
        json.writeNumberField("latency_ms_sum", figures.latencyMsSum());
        json.writeNumberField("latency_count", figures.latencyCount());
        json.writeObjectFieldStart("durations");
        for (var duration : figures.durations().inOrder().entrySet()) {
            json.writeNumberField(Long.toString(duration.getKey()), duration.getValue());
        }
        json.writeEndObject();
    }

    /** A page of sessions, which may end earlier than the store's page. */
    public static JsonPieces sessions(SessionPage page) {
        JsonList<Session> sessions =
                new JsonList<>("sessions", page.sessions(), OverviewJson::writeSession, LIST_BYTES_MAX);
        return JsonPieces.of(sessions, JsonPieces.fields(json -> {
            TraceQuery.Cursor next = sessions.isCut()
                    ? new TraceQuery.Cursor(
                            sessions.last().lastStart(), sessions.last().last())
                    : page.next();
            json.writeStringField("next", next == null ? null : new PageCursor(next.startTime(), next.id()).toText());
        }));
    }

    private static void writeSession(JsonGenerator json, Session session) throws IOException {
        json.writeStringField("session_key", session.sessionKey());
        json.writeStringField("agent_id", session.agentId());
        json.writeStringField("message", session.message());
        json.writeNumberField("traces", Math.min(session.traces(), SessionPage.TRACES_MAX));
        json.writeBooleanField("more_traces", session.traces() > SessionPage.TRACES_MAX);
        json.writeNumberField("open", session.open());
        json.writeNumberField("successes", session.successes());
        json.writeNumberField("failures", session.failures());
        json.writeNumberField("tool_calls", session.toolCalls());
        json.writeNumberField("tokens_used", session.tokensUsed());
        json.writeNumberField("first_start", session.firstStart());
        json.writeNumberField("last_start", session.lastStart());
    }

    /** Groups of failures, and how far the look at them went. */
    public static JsonPieces failures(List<FailureGroup> groups, FailureSample sample, long since) {
        return JsonPieces.of(
                new JsonList<>("failures", groups, OverviewJson::writeGroup, LIST_BYTES_MAX),
                JsonPieces.fields(json -> {
                    json.writeNumberField("since", since);
                    json.writeNumberField("traces", sample.traces());
                    json.writeBooleanField("complete", sample.complete());
                }));
    }

    /** Each tool with how its calls went, and what it said most often when it failed. */
    public static JsonPieces tools(List<ToolUse> tools, List<FailureGroup> groups, FailureSample sample, long since) {
        Map<String, List<FailureGroup>> failures = groups.stream()
                .filter(group -> group.tool() != null)
                .collect(Collectors.groupingBy(FailureGroup::tool));
        long calls = tools.stream().mapToLong(ToolUse::calls).sum();
        return JsonPieces.of(
                new JsonList<>(
                        "tools",
                        tools,
                        (json, tool) -> writeTool(json, tool, failures.getOrDefault(tool.tool(), List.of())),
                        LIST_BYTES_MAX),
                JsonPieces.fields(json -> {
                    json.writeNumberField("since", since);
                    json.writeNumberField("traces", sample.traces());
                    json.writeBooleanField("complete", sample.complete() && calls < ToolUse.CALLS_MAX);
                }));
    }

    private static void writeTool(JsonGenerator json, ToolUse tool, List<FailureGroup> failures) throws IOException {
        json.writeStringField("tool_name", tool.tool());
        json.writeNumberField("calls", tool.calls());
        json.writeNumberField("errors", tool.errors());
        Json.number(json, "duration_ms_p50", tool.medianMs());
        Json.number(json, "duration_ms_p95", tool.p95Ms());
        json.writeArrayFieldStart("failures");
        for (FailureGroup group : failures.subList(0, Math.min(FAILURES_OF_TOOL, failures.size()))) {
            json.writeStartObject();
            json.writeStringField("error", group.text());
            json.writeNumberField("count", group.count());
            json.writeStringField("trace_id", group.example());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Both arms of an experiment with the tools that they called. */
    public static JsonPieces armTools(ArmTools both) {
        return JsonPieces.of(
                new JsonList<>("tools", both.tools(), OverviewJson::writeUse, LIST_BYTES_MAX),
                JsonPieces.fields(json -> {
                    json.writeNumberField("control_traces", both.control());
                    json.writeNumberField("treatment_traces", both.treatment());
                    json.writeBooleanField("complete", both.complete());
                }));
    }

    private static void writeUse(JsonGenerator json, ArmTools.Use use) throws IOException {
        json.writeStringField("tool_name", use.tool());
        writeCalls(json, "control", use.control());
        writeCalls(json, "treatment", use.treatment());
    }

    private static void writeCalls(JsonGenerator json, String arm, ArmTools.Calls calls) throws IOException {
        json.writeObjectFieldStart(arm);
        json.writeNumberField("calls", calls.calls());
        json.writeNumberField("errors", calls.errors());
        json.writeEndObject();
    }

    private static void writeGroup(JsonGenerator json, FailureGroup group) throws IOException {
        json.writeStringField("tool_name", group.tool());
        json.writeStringField("error", group.text());
        json.writeNumberField("count", group.count());
        json.writeNumberField("traces", group.traces());
        json.writeStringField("trace_id", group.example());
        json.writeNumberField("last_start", group.lastStart());
    }
}
