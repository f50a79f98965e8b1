package ai.openclaw.lightning.view;

import ai.openclaw.lightning.model.LastEvent;
import ai.openclaw.lightning.model.OptimizerView;
import ai.openclaw.lightning.model.ToolFigures;
import ai.openclaw.lightning.model.Totals;
import ai.openclaw.lightning.model.TraceFigures;
import ai.openclaw.lightning.model.WriterStatus;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The figures of {@code /stats}. Means and rates of nothing are null. */
public final class StatsJson {

    private static final int TOOLS_MAX = 100;

    private StatsJson() {}

    /**
     * The fields; the braces are there already.
     *
     * @param refused events that never reached the writer
     * @param price dollars for a million tokens; null where nobody says
     */
    public static void write(
            JsonGenerator json, WriterStatus status, long refused, OptimizerView optimizer, Double price)
            throws IOException {
        Totals totals = status.totals();
        TraceFigures figures = totals.figures();
        json.writeNumberField("total_sessions", totals.sessions());
        json.writeNumberField("total_traces", figures.traces());
        json.writeNumberField("active_sessions", totals.activeSessions());
        Json.number(json, "avg_latency_ms", ratio(figures.latencyMsSum(), figures.latencyCount()));
        Json.number(json, "success_rate", ratio(figures.successes(), figures.successes() + figures.failures()));
        json.writeObjectFieldStart("traces");
        json.writeNumberField("open", figures.traces() - figures.ended() - figures.abandoned());
        json.writeNumberField("ended", figures.ended());
        json.writeNumberField("abandoned", figures.abandoned());
        json.writeNumberField("successes", figures.successes());
        json.writeNumberField("failures", figures.failures());
        json.writeEndObject();
        json.writeObjectFieldStart("rewards");
        json.writeNumberField("count", figures.rewards());
        Json.number(json, "mean", mean(figures.rewardSum(), figures.rewardCount()));
        json.writeEndObject();
        json.writeObjectFieldStart("tool_calls");
        json.writeNumberField("count", figures.toolCalls());
        json.writeNumberField("errors", figures.toolErrors());
        json.writeEndObject();
        writeTools(json, totals.tools());
        json.writeNumberField("tokens_used", figures.tokensUsed());
        Json.number(json, "price_per_million_tokens", price);
        writeEvents(json, status.counters(), refused);
        writeQueue(json, status.queue());
        writeStorage(json, status);
        writeOptimizer(json, optimizer);
    }

    /**
     * Who sent events since the start; for the same braces.
     *
     * @param unauthorized requests without a key, or with a wrong one
     */
    public static void writeClients(JsonGenerator json, List<LastEvent> clients, long unauthorized) throws IOException {
        json.writeArrayFieldStart("clients");
        for (LastEvent last : clients) {
            json.writeStartObject();
            json.writeStringField("agent_id", last.agentId());
            json.writeStringField("client", last.client());
            json.writeNumberField("last_event_at", last.at());
            json.writeNumberField("events", last.events());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("requests_without_key", unauthorized);
    }

    private static void writeOptimizer(JsonGenerator json, OptimizerView optimizer) throws IOException {
        OptimizerView.Progress progress = optimizer.progress();
        json.writeObjectFieldStart("optimizer");
        json.writeStringField("mode", progress.mode());
        json.writeBooleanField("caught_up", progress.caughtUp());
        json.writeNumberField("waiting_traces", progress.waiting());
        json.writeNumberField("analyzed_traces", optimizer.analyzedTraces());
        json.writeNumberField("suggestions", optimizer.suggestions().size());
        json.writeNumberField("experiments_running", experiments(optimizer, "running"));
        json.writeNumberField("ratings_wanted", optimizer.wanted().size());
        json.writeNumberField("experiments_paused", experiments(optimizer, "paused"));
        json.writeNumberField("runs", progress.runs());
        Json.number(json, "last_run_at", optimizer.generatedAt());
        json.writeNumberField("last_run_ms", progress.lastRunMs());
        json.writeStringField("problem", progress.problem());
        json.writeArrayFieldStart("failing_tools");
        for (OptimizerView.FailingTool tool : optimizer.failingTools()) {
            json.writeStartObject();
            json.writeStringField("agent_id", tool.agentId());
            json.writeStringField("tool_name", tool.tool());
            json.writeNumberField("calls", tool.calls());
            json.writeNumberField("errors", tool.errors());
            json.writeEndObject();
        }
        json.writeEndArray();
        writeHelper(json, optimizer.helper());
        json.writeEndObject();
    }

    private static void writeHelper(JsonGenerator json, OptimizerView.HelperFigures helper) throws IOException {
        if (helper == null) {
            json.writeNullField("helper");
            return;
        }
        json.writeObjectFieldStart("helper");
        json.writeStringField("model", helper.model());
        json.writeBooleanField("switched_off", helper.isOff());
        json.writeNumberField("calls_today", helper.callsToday());
        json.writeNumberField("calls_per_day", helper.callsPerDay());
        json.writeNumberField("ideas_judged", helper.judged());
        json.writeNumberField("ideas_adopted", helper.adopted());
        json.writeStringField("problem", helper.problem());
        json.writeEndObject();
    }

    private static long experiments(OptimizerView optimizer, String status) {
        return optimizer.experiments().stream()
                .filter(one -> one.status().equals(status))
                .count();
    }

    private static Double ratio(long sum, long count) {
        return mean((double) sum, count);
    }

    private static Double mean(double sum, long count) {
        return count == 0 ? null : sum / count;
    }

    private static void writeTools(JsonGenerator json, Map<String, ToolFigures> tools) throws IOException {
        List<Map.Entry<String, ToolFigures>> named = new ArrayList<>(tools.entrySet());
        named.removeIf(tool -> tool.getKey().equals(Totals.OTHER_TOOLS));
        named.sort(Comparator.comparingLong((Map.Entry<String, ToolFigures> tool) ->
                        -tool.getValue().calls())
                .thenComparing(Map.Entry::getKey));
        ToolFigures other = tools.getOrDefault(Totals.OTHER_TOOLS, ToolFigures.ZERO);
        json.writeArrayFieldStart("tools");
        for (int i = 0; i < named.size(); i++) {
            if (i < TOOLS_MAX) {
                json.writeStartObject();
                json.writeStringField("tool_name", named.get(i).getKey());
                writeTool(json, named.get(i).getValue());
                json.writeEndObject();
            } else {
                other = other.plus(named.get(i).getValue());
            }
        }
        json.writeEndArray();
        // Beside the list, because a tool may have any name.
        json.writeObjectFieldStart("other");
        writeTool(json, other);
        json.writeEndObject();
    }

    private static void writeTool(JsonGenerator json, ToolFigures tool) throws IOException {
        json.writeNumberField("calls", tool.calls());
        json.writeNumberField("errors", tool.errors());
        Json.number(json, "avg_duration_ms", ratio(tool.durationMsSum(), tool.durationCount()));
    }

    private static void writeEvents(JsonGenerator json, WriterStatus.Counters events, long refused) throws IOException {
        json.writeObjectFieldStart("events");
        json.writeNumberField("accepted", events.accepted());
        json.writeNumberField("stored", events.stored());
        json.writeNumberField("duplicates", events.duplicates());
        json.writeNumberField("failed", events.failed());
        json.writeNumberField("waiting", events.waiting());
        json.writeNumberField("rejected", events.rejected() + refused);
        json.writeEndObject();
    }

    private static void writeQueue(JsonGenerator json, WriterStatus.Queue queue) throws IOException {
        json.writeObjectFieldStart("queue");
        json.writeNumberField("events", queue.events());
        json.writeNumberField("bytes", queue.bytes());
        json.writeNumberField("events_max", queue.eventsMax());
        json.writeNumberField("bytes_max", queue.bytesMax());
        json.writeEndObject();
    }

    private static void writeStorage(JsonGenerator json, WriterStatus status) throws IOException {
        json.writeObjectFieldStart("storage");
        json.writeStringField("type", status.storage().type());
        json.writeNumberField("database_bytes", status.storage().databaseBytes());
        json.writeNumberField("wal_bytes", status.storage().walBytes());
        json.writeStringField("problem", status.problem());
        json.writeEndObject();
    }
}
