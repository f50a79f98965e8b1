package ai.openclaw.lightning.sharing;

import ai.openclaw.lightning.guidance.SharedNames;
import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.model.Trace;
import ai.openclaw.lightning.model.TraceDetail;
import ai.openclaw.lightning.model.TraceDetail.StoredCall;
import ai.openclaw.lightning.model.TraceDetail.StoredReward;
import ai.openclaw.lightning.model.TraceStatus;
import ai.openclaw.lightning.view.Json;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One trace as the events that the team gets. Each has an id that follows from what it is, so that it may be sent again. Sessions
 * have another name for the team than here: two machines may both have one that is called {@code main}.
 */
final class SharedTrace {

    /** Of one body; less than a bridge takes. */
    private static final int BYTES_MAX = 1 << 20;

    private static final int EVENTS_MAX = 500;

    private final String salt;
    private final SharedContent content;
    private final List<byte[]> events = new ArrayList<>();

    /** Whether a reward says what counts as the outcome; else it was said by the end. */
    private boolean outcomeSaid;

    SharedTrace(String salt, SharedContent content) {
        this.salt = salt;
        this.content = content;
    }

    /** The events of the next page, as bodies of requests. */
    List<Buffer> bodies(TraceDetail page, boolean first, boolean last) {
        events.clear();
        Trace trace = page.trace();
        if (first) {
            add("session.start", trace, trace.startTime(), json -> start(json, trace));
        }
        for (StoredCall call : page.calls()) {
            add("tool.call", trace, call.timestamp(), json -> call(json, call));
        }
        for (StoredReward reward : page.rewards()) {
            outcomeSaid |= reward.success() != null && reward.success().equals(trace.success());
            add("reward", trace, reward.timestamp(), json -> reward(json, reward));
        }
        if (last && trace.status() == TraceStatus.ENDED) {
            add("session.end", trace, trace.endTime(), json -> end(json, trace));
        }
        return bodies();
    }

    private void add(String type, Trace trace, Long timestamp, Json.Content fields) {
        events.add(Json.write(json -> {
            json.writeStringField("type", type);
            json.writeStringField("trace_id", trace.traceId());
            json.writeStringField("session_key", SharedNames.of(salt, trace.sessionKey()));
            Json.numberIfKnown(json, "timestamp", timestamp);
            fields.writeTo(json);
        }));
    }

    private void start(JsonGenerator json, Trace trace) throws IOException {
        Json.textIfKnown(json, "agent_id", trace.agentId());
        Json.textIfKnown(json, "model", trace.model());
        Json.textIfKnown(json, "task_key", content.label(salt, trace.taskKey()));
        Json.textIfKnown(json, "prompt_version", content.label(salt, trace.promptVersion()));
        json.writeStringField("origin", trace.origin().jsonName());
        Json.textIfKnown(json, "parent_trace_id", trace.parentTraceId());
        Json.raw(json, "arms", trace.arms());
        content.text(json, "message", trace.message());
        content.json(json, "metadata", trace.metadata());
    }

    private void call(JsonGenerator json, StoredCall call) throws IOException {
        json.writeStringField("call_id", SharedNames.of(salt, id("call", call.callId(), call.id())));
        json.writeStringField("tool_name", call.toolName());
        content.params(json, call.params());
        content.json(json, "result", call.result());
        content.error(json, call.error());
        Json.numberIfKnown(json, "exit_code", call.exitCode());
        if (call.error() == null) {
            json.writeBooleanField("exit_is_answer", true);
        }
        Json.numberIfKnown(json, "duration_ms", call.durationMs());
    }

    private void reward(JsonGenerator json, StoredReward reward) throws IOException {
        json.writeStringField("reward_id", SharedNames.of(salt, id("reward", reward.rewardId(), reward.id())));
        json.writeStringField("source", reward.source());
        Json.flag(json, "success", reward.success());
        Json.textIfKnown(json, "failure", reward.failure());
        Json.numberIfKnown(json, "value", reward.value());
        Json.numberIfKnown(json, "tokens_used", reward.tokensUsed());
        Json.numberIfKnown(json, "expected_tokens", reward.expectedTokens());
        Json.numberIfKnown(json, "latency_ms", reward.latencyMs());
        Json.numberIfKnown(json, "user_rating", reward.userRating());
        content.json(json, "metadata", reward.metadata());
    }

    private void end(JsonGenerator json, Trace trace) throws IOException {
        if (!outcomeSaid) {
            Json.flag(json, "success", trace.success());
            Json.textIfKnown(json, "failure", trace.failure());
        }
    }

    /** A call without an id of its own is told by its row, which stays the same. */
    private static String id(String kind, String own, long row) {
        return own == null ? kind + " in row " + row : own;
    }

    private List<Buffer> bodies() {
        List<Buffer> bodies = new ArrayList<>();
        Buffer body = null;
        int inBody = 0;
        for (byte[] event : events) {
            if (body != null && (inBody == EVENTS_MAX || body.length() + event.length > BYTES_MAX)) {
                bodies.add(body.appendString("]}"));
                body = null;
            }
            inBody = body == null ? 1 : inBody + 1;
            body = (body == null ? Buffer.buffer("{\"events\":[") : body.appendString(",")).appendBytes(event);
        }
        if (body != null) {
            bodies.add(body.appendString("]}"));
        }
        return bodies;
    }

    /** What leaves of texts and JSON. */
    interface SharedContent {
        /** A short label that somebody chose; null stays null. */
        String label(String salt, String label);

        void text(JsonGenerator json, String name, Content text) throws IOException;

        void json(JsonGenerator json, String name, Content value) throws IOException;

        void params(JsonGenerator json, Content params) throws IOException;

        void error(JsonGenerator json, Content error) throws IOException;
    }
}
