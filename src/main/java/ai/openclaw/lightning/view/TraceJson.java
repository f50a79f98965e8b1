package ai.openclaw.lightning.view;

import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.model.Trace;
import ai.openclaw.lightning.model.TraceDetail;
import ai.openclaw.lightning.model.TraceDetail.CallsCursor;
import ai.openclaw.lightning.model.TraceDetail.RewardsCursor;
import ai.openclaw.lightning.model.TraceDetail.StoredCall;
import ai.openclaw.lightning.model.TraceDetail.StoredReward;
import ai.openclaw.lightning.model.TracePage;
import ai.openclaw.lightning.model.TraceQuery;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Traces in the form of the wire contract; absent values are null. */
public final class TraceJson {

    /** Room for what follows the lists of a page. */
    private static final int TAIL_BYTES = 256;

    /** The part of a page that the rewards may take, as in the store's own pages. */
    private static final int REWARDS_PART = JsonPieces.BYTES_MAX / TraceDetail.REWARDS_BYTES_MAX;

    private TraceJson() {}

    /** A page of traces, which may end earlier than the store's page. */
    public static JsonPieces page(TracePage page) {
        return page(page, JsonPieces.BYTES_MAX);
    }

    /** The same for a reader that takes less. Only a single larger trace exceeds {@code bytesMax}. */
    public static JsonPieces page(TracePage page, int bytesMax) {
        JsonList<Trace> traces = new JsonList<>("traces", page.traces(), TraceJson::write, bytesMax - TAIL_BYTES);
        return JsonPieces.of(traces, JsonPieces.fields(json -> {
            TraceQuery.Cursor next = traces.isCut() ? TraceQuery.Cursor.after(traces.last()) : page.next();
            cursor(json, "next", next == null ? null : new PageCursor(next.startTime(), next.id()));
        }));
    }

    /** A trace with a page of its calls and one of its rewards, which may end earlier than the store's pages. */
    public static JsonPieces detail(TraceDetail detail) {
        return detail(detail, JsonPieces.BYTES_MAX);
    }

    /** The same for a reader that takes less. Only a single larger call or reward exceeds {@code bytesMax}. */
    public static JsonPieces detail(TraceDetail detail, int bytesMax) {
        int end = bytesMax - TAIL_BYTES;
        int callsEnd = detail.rewards().isEmpty() ? end : end - bytesMax / REWARDS_PART;
        JsonList<StoredCall> calls = new JsonList<>("tool_calls", detail.calls(), TraceJson::writeCall, callsEnd);
        JsonList<StoredReward> rewards = new JsonList<>("rewards", detail.rewards(), TraceJson::writeReward, end);
        return JsonPieces.of(
                JsonPieces.fields(json -> write(json, detail.trace())),
                calls,
                JsonPieces.fields(json -> {
                    CallsCursor next = calls.isCut() ? CallsCursor.after(calls.last()) : detail.nextCalls();
                    cursor(json, "next_calls", next == null ? null : new PageCursor(next.timestamp(), next.id()));
                }),
                rewards,
                JsonPieces.fields(json -> {
                    RewardsCursor next = rewards.isCut() ? RewardsCursor.after(rewards.last()) : detail.nextRewards();
                    cursor(json, "next_rewards", next == null ? null : new PageCursor(next.timestamp(), next.id()));
                }));
    }

    private static void cursor(JsonGenerator json, String name, PageCursor next) throws IOException {
        json.writeStringField(name, next == null ? null : next.toText());
    }

    /** The fields; the braces are there already. */
    public static void write(JsonGenerator json, Trace trace) throws IOException {
        json.writeStringField("trace_id", trace.traceId());
        json.writeStringField("session_key", trace.sessionKey());
        json.writeStringField("session_id", trace.sessionKey());
        json.writeStringField("status", trace.status().jsonName());
        text(json, "message", trace.message());
        Json.number(json, "start_time", trace.startTime());
        Json.number(json, "end_time", trace.endTime());
        Json.number(json, "duration_ms", trace.durationMs());
        Json.flag(json, "success", trace.success());
        json.writeStringField("failure", trace.failure());
        Json.number(json, "reward", trace.reward());
        Json.number(json, "tokens_used", trace.tokensUsed());
        Json.number(json, "latency_ms", trace.latencyMs());
        json.writeStringField("agent_id", trace.agentId());
        json.writeStringField("model", trace.model());
        json.writeStringField("task_key", trace.taskKey());
        json.writeStringField("prompt_version", trace.promptVersion());
        json.writeStringField("origin", trace.origin().jsonName());
        json.writeStringField("parent_trace_id", trace.parentTraceId());
        json(json, "metadata", trace.metadata());
        Json.strings(json, "tools_used", trace.toolsUsed());
        Json.strings(json, "tools_failed", trace.toolsFailed());
        json.writeNumberField("tool_count", trace.toolCount());
        Json.raw(json, "arms", trace.arms());
        json.writeStringField("sender", trace.sender());
    }

    private static void writeCall(JsonGenerator json, StoredCall call) throws IOException {
        json.writeStringField("call_id", call.callId());
        json.writeStringField("tool_name", call.toolName());
        json(json, "params", call.params());
        json(json, "result", call.result());
        text(json, "error", call.error());
        Json.number(json, "exit_code", call.exitCode());
        Json.number(json, "duration_ms", call.durationMs());
        Json.number(json, "timestamp", call.timestamp());
    }

    private static void writeReward(JsonGenerator json, StoredReward reward) throws IOException {
        json.writeStringField("reward_id", reward.rewardId());
        Json.flag(json, "success", reward.success());
        json.writeStringField("failure", reward.failure());
        Json.number(json, "value", reward.value());
        Json.number(json, "reward", reward.reward());
        json.writeStringField("source", reward.source());
        Json.number(json, "user_rating", reward.userRating());
        Json.number(json, "timestamp", reward.timestamp());
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
