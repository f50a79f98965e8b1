package ai.openclaw.lightning.exporting;

import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.model.Trace;
import ai.openclaw.lightning.model.TraceDetail.StoredCall;
import ai.openclaw.lightning.model.TraceDetail.StoredReward;
import ai.openclaw.lightning.storage.TraceSink;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/**
 * One trace a line, with its tool calls and rewards; what is unknown is left out. What stands before the two lists is all
 * that an import must know before it reads them.
 */
public final class JsonLines implements TraceSink {

    /** Of the lines' shape; grows when a reader must know of a change. */
    public static final int SCHEMA_VERSION = 2;

    private final Writer out;
    private final JsonGenerator json;
    private boolean inRewards;

    /** The writer is the caller's to flush and close. */
    public JsonLines(Writer out) throws IOException {
        this.out = out;
        this.json = new JsonFactory()
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
        text("trace_id", trace.traceId());
        text("session_key", trace.sessionKey());
        text("status", trace.status().jsonName());
        number("start_time", trace.startTime());
        number("started_at", head.startedAt());
        number("end_time", trace.endTime());
        flag("success", trace.success());
        text("success_source", head.successSource());
        number("reward", trace.reward());
        number("tokens_used", trace.tokensUsed());
        number("latency_ms", trace.latencyMs());
        text("agent_id", trace.agentId());
        text("model", trace.model());
        text("task_key", trace.taskKey());
        text("prompt_version", trace.promptVersion());
        text("message", trace.message());
        json("metadata", head.startMetadata());
        json("end_metadata", head.endMetadata());
        raw("arms", trace.arms());
        json.writeArrayFieldStart("tools_used");
        for (String tool : trace.toolsUsed()) {
            json.writeString(tool);
        }
        json.writeEndArray();
        json.writeNumberField("tool_count", trace.toolCount());
        json.writeArrayFieldStart("tool_calls");
    }

    @Override
    public void calls(List<StoredCall> calls) throws IOException {
        for (StoredCall call : calls) {
            json.writeStartObject();
            text("call_id", call.callId());
            text("tool_name", call.toolName());
            json("params", call.params());
            json("result", call.result());
            text("error", call.error());
            number("duration_ms", call.durationMs());
            number("timestamp", call.timestamp());
            json.writeEndObject();
        }
    }

    @Override
    public void rewards(List<StoredReward> rewards) throws IOException {
        beginRewards();
        for (StoredReward reward : rewards) {
            json.writeStartObject();
            text("reward_id", reward.rewardId());
            text("source", reward.source());
            flag("success", reward.success());
            number("value", reward.value());
            number("reward", reward.reward());
            number("tokens_used", reward.tokensUsed());
            number("expected_tokens", reward.expectedTokens());
            number("latency_ms", reward.latencyMs());
            number("user_rating", reward.userRating());
            json("metadata", reward.metadata());
            number("timestamp", reward.timestamp());
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

    private void text(String name, String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    /** Plain text, or the object that stands for a text that was cut. */
    private void text(String name, Content content) throws IOException {
        if (content == null || content.cut()) {
            json(name, content);
        } else {
            text(name, content.text());
        }
    }

    /** JSON; where it was cut, a field beside it says so. */
    private void json(String name, Content content) throws IOException {
        raw(name, content == null ? null : content.text());
        if (content != null && content.cut()) {
            json.writeBooleanField(name + "_cut", true);
        }
    }

    private void number(String name, Long value) throws IOException {
        if (value != null) {
            json.writeNumberField(name, value);
        }
    }

    private void number(String name, Double value) throws IOException {
        if (value != null) {
            json.writeNumberField(name, value);
        }
    }

    private void flag(String name, Boolean value) throws IOException {
        if (value != null) {
            json.writeBooleanField(name, value);
        }
    }

    /** JSON text as it is stored. Line ends in it stand between tokens, for in strings they are escaped. */
    private void raw(String name, String value) throws IOException {
        if (value != null) {
            json.writeFieldName(name);
            json.writeRawValue(value.replace('\n', ' ').replace('\r', ' '));
        }
    }
}
