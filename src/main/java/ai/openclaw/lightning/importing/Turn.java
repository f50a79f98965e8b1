package ai.openclaw.lightning.importing;

import ai.openclaw.lightning.commands.AnsweringCommands;
import ai.openclaw.lightning.model.TraceOrigin;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A message of the user and what the agent did about it, which becomes a trace. A call is sent when its result is there,
 * the outcome and the end when the turn is over: what is stored does not change, so it must not be sent too early.
 */
final class Turn {

    private final Identity identity;
    private final EventSink sink;
    private final boolean hasPrompt;
    private final long startedAt;
    private long lastAt;

    /** Waits for the first answer, which names the model; null once it is sent. */
    private ObjectNode start;

    private final Map<String, Long> tokens = new HashMap<>();
    private boolean answered;
    private boolean goesOn = true;
    private boolean perhapsDone;
    private boolean failed;
    private boolean lastToolFailed;
    private int stops;

    /** Calls without a result yet, by the id that the model gave. */
    private final Map<String, Deque<ObjectNode>> open = new LinkedHashMap<>();

    private final Map<String, Integer> timesSeen = new HashMap<>();

    /** What a turn is known by, and who asked for it; {@code agentId}, {@code origin} and {@code parent} may be null. */
    record Identity(String traceId, String sessionKey, String agentId, TraceOrigin origin, Parent parent) {}

    /** Where another turn was that this one was started for, and its trace, which may be null. */
    record Parent(String sessionKey, String traceId) {}

    /** How an answer of the model ended. */
    enum Stop {
        /** It waits for tools. */
        GOES_ON,
        /** It may be the last, if nothing follows. */
        PERHAPS_DONE,
        DONE,
        FAILED
    }

    /**
     * What came of a call. All but the content may be null; an error that is only the exit code of a command counts for
     * nothing when the command answers by it.
     */
    record Result(JsonNode content, String error, Integer exitCode, Long durationMs) {}

    /** @param message null where it is lost */
    Turn(Identity identity, String message, long at, EventSink sink) {
        this.identity = identity;
        this.hasPrompt = message != null;
        this.sink = sink;
        this.startedAt = at;
        this.lastAt = at;
        start = event("session.start");
        if (hasPrompt) {
            start.put("message", message);
        }
        if (identity.agentId() != null) {
            start.put("agent_id", identity.agentId());
        }
        if (identity.origin() != null) {
            start.put("origin", identity.origin().jsonName());
        }
        if (identity.parent() != null) {
            start.putObject("metadata")
                    .put("parent_session_key", identity.parent().sessionKey());
            if (identity.parent().traceId() != null) {
                start.put("parent_trace_id", identity.parent().traceId());
            }
        }
    }

    String traceId() {
        return identity.traceId();
    }

    /** Whether it is known what the user wrote. */
    boolean hasPrompt() {
        return hasPrompt;
    }

    /** The model said something; {@code model} may be null. */
    void answered(String model, long at) {
        answered = true;
        goesOn = true;
        seen(at);
        if (start != null && model != null) {
            start.put("model", model);
        }
        begin();
    }

    /** What one answer took; a later count of the same answer replaces it. */
    void used(String answer, long count) {
        tokens.put(answer, count);
    }

    /** Whether that answer is one of the turn. */
    boolean hasUsed(String answer) {
        return tokens.containsKey(answer);
    }

    void stopped(Stop stop) {
        boolean news = goesOn || failed != (stop == Stop.FAILED);
        goesOn = stop == Stop.GOES_ON;
        perhapsDone = stop == Stop.PERHAPS_DONE;
        failed = stop == Stop.FAILED;
        stops += news && !goesOn ? 1 : 0;
    }

    void called(String id, String tool, JsonNode params, long at) {
        seen(at);
        ObjectNode call = call(id, tool);
        if (!params.isMissingNode() && !params.isNull()) {
            call.set("params", params);
        }
        open.computeIfAbsent(id, first -> new ArrayDeque<>()).add(call);
    }

    boolean waitsFor(String id) {
        return open.containsKey(id);
    }

    /** A result of a call that is not known is a call of its own; a second one of a call says nothing new. */
    void result(String id, String tool, Result result, long at) {
        Deque<ObjectNode> calls = open.get(id);
        if (calls == null && timesSeen.containsKey(id)) {
            return;
        }
        begin();
        seen(at);
        ObjectNode call = calls == null ? call(id, tool) : calls.remove();
        if (calls != null && calls.isEmpty()) {
            open.remove(id);
        }
        call.put("timestamp", lastAt).set("result", result.content());
        boolean answer = result.exitCode() != null && AnsweringCommands.answer(result.exitCode(), call.path("params"));
        lastToolFailed = result.error() != null && !answer;
        if (lastToolFailed) {
            call.put("error", result.error());
        }
        if (result.exitCode() != null) {
            call.put("exit_code", result.exitCode()).put("exit_is_answer", answer);
        }
        if (result.durationMs() != null && result.durationMs() >= 0) {
            call.put("duration_ms", result.durationMs());
        }
        sink.event(call);
    }

    /** A model may give two calls one id; they keep their order. */
    private ObjectNode call(String id, String tool) {
        int times = timesSeen.merge(id, 1, Integer::sum);
        String name = id.isEmpty() ? "call" : id;
        return event("tool.call")
                .put("call_id", times == 1 ? name : name + "#" + times)
                .put("tool_name", tool);
    }

    /** Whether the agent has nothing more to do about it, given that the user has written again or has not. */
    boolean isOver(boolean followed) {
        return answered && !goesOn && (followed || !perhapsDone) && open.isEmpty();
    }

    /** Sends what is known of a turn that still runs. */
    void begin() {
        if (start != null) {
            sink.event(start);
            start = null;
        }
    }

    /** Sends the rest. A turn that broke off says nothing about success. */
    void close() {
        begin();
        open.values().forEach(calls -> calls.forEach(sink::event));
        if (answered) {
            ObjectNode reward =
                    event("reward").put("source", "agent").put("latency_ms", Math.max(0, lastAt - startedAt));
            if (goesOn) {
                reward.put("reward_id", "usage");
            } else {
                // An agent that tried again after its end has a newer outcome than the one that may be stored.
                reward.put("reward_id", stops == 1 ? "agent" : "agent#" + stops)
                        .put("success", !failed && !lastToolFailed);
            }
            long used = tokens.values().stream().mapToLong(Long::longValue).sum();
            sink.event(used > 0 ? reward.put("tokens_used", used) : reward);
        }
        sink.event(event("session.end"));
    }

    private void seen(long at) {
        lastAt = Math.max(lastAt, at);
    }

    private ObjectNode event(String type) {
        ObjectNode event = JsonNodeFactory.instance
                .objectNode()
                .put("type", type)
                .put("trace_id", identity.traceId())
                .put("session_key", identity.sessionKey());
        return lastAt > 0 ? event.put("timestamp", lastAt) : event;
    }
}
