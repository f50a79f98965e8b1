package ai.openclaw.lightning.exporting;

import ai.openclaw.lightning.json.OwnJson;
import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.model.Trace;
import ai.openclaw.lightning.model.TraceDetail.StoredCall;
import ai.openclaw.lightning.model.TraceDetail.StoredReward;
import ai.openclaw.lightning.storage.TraceSink;
import ai.openclaw.lightning.view.Json;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/**
 * Writes one trace per line, with its tool calls and rewards, and leaves unknown fields out. The fields before the two
 * lists are all that an import needs before it reads the lists.
 */
public final class JsonLines implements TraceSink {

    /** The version of the line format; it grows when readers must know about a change. */
    public static final int SCHEMA_VERSION = 2;

    private final Writer out;
    private final JsonGenerator json;
    private boolean inRewards;

    /** The caller flushes and closes the writer. */
    public JsonLines(Writer out) throws IOException {
        this.out = out;
        this.json = OwnJson.FACTORY
                .createGenerator(new VisibleText(out))
                .setRootValueSeparator(null)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
    }

    @Override
    public void begin(Head head) throws IOException {
        Trace trace = head.trace();
        inRewards = false;
        json.writeStartObject();
        json.writeNumberField("schema_version", SCHEMA_VERSION);
        Json.textIfKnown(json, "trace_id", trace.traceId());
        Json.textIfKnown(json, "session_key", trace.sessionKey());
        Json.textIfKnown(json, "status", trace.status().jsonName());
        Json.numberIfKnown(json, "start_time", trace.startTime());
        Json.numberIfKnown(json, "started_at", head.startedAt());
        Json.numberIfKnown(json, "end_time", trace.endTime());
        Json.flagIfKnown(json, "success", trace.success());
        Json.textIfKnown(json, "success_source", head.successSource());
        Json.textIfKnown(json, "failure", trace.failure());
        Json.numberIfKnown(json, "reward", trace.reward());
        Json.numberIfKnown(json, "tokens_used", trace.tokensUsed());
        Json.numberIfKnown(json, "latency_ms", trace.latencyMs());
        Json.textIfKnown(json, "agent_id", trace.agentId());
        Json.textIfKnown(json, "model", trace.model());
        Json.textIfKnown(json, "task_key", trace.taskKey());
        Json.textIfKnown(json, "prompt_version", trace.promptVersion());
        Json.textIfKnown(json, "origin", trace.origin().jsonName());
        Json.textIfKnown(json, "parent_trace_id", trace.parentTraceId());
        Json.textIfKnown(json, "sender", trace.sender());
        text("message", trace.message());
        json("metadata", head.startMetadata());
        json("end_metadata", head.endMetadata());
        raw("arms", trace.arms());
        Json.strings(json, "tools_used", trace.toolsUsed());
        json.writeNumberField("tool_count", trace.toolCount());
        json.writeArrayFieldStart("tool_calls");
    }

    @Override
    public void calls(List<StoredCall> calls) throws IOException {
        for (StoredCall call : calls) {
            json.writeStartObject();
            Json.textIfKnown(json, "call_id", call.callId());
            Json.textIfKnown(json, "tool_name", call.toolName());
            json("params", call.params());
            json("result", call.result());
            text("error", call.error());
            Json.numberIfKnown(json, "exit_code", call.exitCode());
            Json.numberIfKnown(json, "duration_ms", call.durationMs());
            Json.numberIfKnown(json, "timestamp", call.timestamp());
            json.writeEndObject();
        }
    }

    @Override
    public void rewards(List<StoredReward> rewards) throws IOException {
        beginRewards();
        for (StoredReward reward : rewards) {
            json.writeStartObject();
            Json.textIfKnown(json, "reward_id", reward.rewardId());
            Json.textIfKnown(json, "source", reward.source());
            Json.flagIfKnown(json, "success", reward.success());
            Json.textIfKnown(json, "failure", reward.failure());
            Json.numberIfKnown(json, "value", reward.value());
            Json.numberIfKnown(json, "reward", reward.reward());
            Json.numberIfKnown(json, "tokens_used", reward.tokensUsed());
            Json.numberIfKnown(json, "expected_tokens", reward.expectedTokens());
            Json.numberIfKnown(json, "latency_ms", reward.latencyMs());
            Json.numberIfKnown(json, "user_rating", reward.userRating());
            json("metadata", reward.metadata());
            Json.numberIfKnown(json, "timestamp", reward.timestamp());
            json.writeEndObject();
        }
    }

    private void beginRewards() throws IOException {
        if (!inRewards) {
            json.writeEndArray();
            json.writeArrayFieldStart("rewards");
            inRewards = true;
        }
    }

    @Override
    public void end() throws IOException {
        beginRewards();
        json.writeEndArray();
        json.writeEndObject();
        json.flush();
        out.write('\n');
    }

    /** Plain text, or the object that stands for a text that was cut. */
    private void text(String name, Content content) throws IOException {
        if (content == null || content.cut()) {
            json(name, content);
        } else {
            json.writeStringField(name, content.text());
        }
    }

    /** JSON; where it was cut, a field beside it says so. */
    private void json(String name, Content content) throws IOException {
        raw(name, content == null ? null : content.text());
        if (content != null && content.cut()) {
            json.writeBooleanField(name + "_cut", true);
        }
    }

    /** JSON text as stored. Its line ends can only stand between tokens, because strings escape theirs. */
    private void raw(String name, String value) throws IOException {
        if (value != null) {
            Json.raw(json, name, value.replace('\n', ' ').replace('\r', ' '));
        }
    }
}
