package ai.openclaw.lightning.http;

import ai.openclaw.lightning.http.exchange.Json;
import ai.openclaw.lightning.model.Trace;
import ai.openclaw.lightning.model.TraceDetail.StoredCall;
import ai.openclaw.lightning.model.TraceDetail.StoredReward;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.List;

/** The trace object of the wire contract; what is absent is null. */
final class TraceJson {

    private static final String CUT = "{\"truncated\":true,\"bytes\":";
    private static final JsonFactory FACTORY = new JsonFactory();

    private TraceJson() {}

    static void write(JsonGenerator json, Trace trace) throws IOException {
        json.writeStringField("trace_id", trace.traceId());
        json.writeStringField("session_key", trace.sessionKey());
        json.writeStringField("session_id", trace.sessionKey());
        json.writeStringField("status", trace.status().jsonName());
        textOrCut(json, "message", trace.message());
        Json.number(json, "start_time", trace.startTime());
        Json.number(json, "end_time", trace.endTime());
        Json.number(json, "duration_ms", trace.durationMs());
        Json.flag(json, "success", trace.success());
        Json.number(json, "reward", trace.reward());
        Json.number(json, "tokens_used", trace.tokensUsed());
        Json.number(json, "latency_ms", trace.latencyMs());
        json.writeStringField("agent_id", trace.agentId());
        json.writeStringField("model", trace.model());
        json.writeStringField("task_key", trace.taskKey());
        json.writeStringField("prompt_version", trace.promptVersion());
        Json.raw(json, "metadata", trace.metadata());
        json.writeArrayFieldStart("tools_used");
        for (String tool : trace.toolsUsed()) {
            json.writeString(tool);
        }
        json.writeEndArray();
        json.writeNumberField("tool_count", trace.toolCount());
        Json.raw(json, "arms", trace.arms());
    }

    static void writeCalls(JsonGenerator json, List<StoredCall> calls) throws IOException {
        json.writeArrayFieldStart("tool_calls");
        for (StoredCall call : calls) {
            json.writeStartObject();
            json.writeStringField("call_id", call.callId());
            json.writeStringField("tool_name", call.toolName());
            Json.raw(json, "params", call.params());
            Json.raw(json, "result", call.result());
            textOrCut(json, "error", call.error());
            Json.number(json, "duration_ms", call.durationMs());
            Json.number(json, "timestamp", call.timestamp());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void writeRewards(JsonGenerator json, List<StoredReward> rewards) throws IOException {
        json.writeArrayFieldStart("rewards");
        for (StoredReward reward : rewards) {
            json.writeStartObject();
            json.writeStringField("reward_id", reward.rewardId());
            Json.flag(json, "success", reward.success());
            Json.number(json, "value", reward.value());
            Json.number(json, "reward", reward.reward());
            json.writeStringField("source", reward.source());
            Json.number(json, "user_rating", reward.userRating());
            Json.number(json, "timestamp", reward.timestamp());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Plain text, or the object that stands for a text that was cut. */
    private static void textOrCut(JsonGenerator json, String name, String text) throws IOException {
        if (text != null && text.startsWith(CUT) && isJson(text)) {
            Json.raw(json, name, text);
        } else {
            json.writeStringField(name, text);
        }
    }

    /** A client's own text may begin like a cut one. */
    private static boolean isJson(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException malformed) {
            return false;
        }
    }
}
