package ai.openclaw.lightning.http;

import ai.openclaw.lightning.http.exchange.Json;
import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.model.Trace;
import ai.openclaw.lightning.model.TraceDetail.StoredCall;
import ai.openclaw.lightning.model.TraceDetail.StoredReward;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** The trace object of the wire contract; what is absent is null. */
final class TraceJson {

    private TraceJson() {}

    static void write(JsonGenerator json, Trace trace) throws IOException {
        json.writeStringField("trace_id", trace.traceId());
        json.writeStringField("session_key", trace.sessionKey());
        json.writeStringField("session_id", trace.sessionKey());
        json.writeStringField("status", trace.status().jsonName());
        text(json, "message", trace.message());
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
        json(json, "metadata", trace.metadata());
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
            json(json, "params", call.params());
            json(json, "result", call.result());
            text(json, "error", call.error());
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
    private static void text(JsonGenerator json, String name, Content content) throws IOException {
        if (content == null || content.cut()) {
            json(json, name, content);
        } else {
            json.writeStringField(name, content.text());
        }
    }

    /** JSON; where it was cut, a field beside it says so. */
    private static void json(JsonGenerator json, String name, Content content) throws IOException {
        Json.raw(json, name, content == null ? null : content.text());
        if (content != null && content.cut()) {
            json.writeBooleanField(name + "_cut", true);
        }
    }
}
