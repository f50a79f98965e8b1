package ai.openclaw.lightning.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One session of a simulated agent: what it was told, what it does, and how long that takes. For one thread. */
final class SimulatedSession {

    /** No agent does always as it is told. */
    private static final double OBEYS = 0.9;

    private final Random random;
    private final String traceId;
    private final String told;
    private final boolean obeys;
    private final List<ObjectNode> events = new ArrayList<>();
    private long clockMs;

    /** @param told the text of the rules it was told; empty for none */
    SimulatedSession(Random random, String traceId, String told, long startMs) {
        this.random = random;
        this.traceId = traceId;
        this.told = told;
        this.obeys = chance(OBEYS);
        this.clockMs = startMs;
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** Whether it calls that tool now: by itself if it wants to, or because a rule that it obeys says so. */
    boolean decides(String tool, boolean wantsTo) {
        return wantsTo || (obeys && told.contains("call `" + tool + "`"));
    }

    void succeeds(String tool, String parameter, String value) {
        call(tool, parameter, value).put("result", "ok");
    }

    void fails(String tool, String parameter, String value, String error) {
        call(tool, parameter, value).put("error", error);
    }

    private ObjectNode call(String tool, String parameter, String value) {
        int durationMs = 50 + random.nextInt(1_500);
        clockMs += durationMs;
        ObjectNode call = event("tool.call").put("tool_name", tool).put("duration_ms", durationMs);
        call.putObject("params").put(parameter, value);
        return call;
    }

    /** The calls and the end of the session, for {@code POST /v1/events}. */
    ObjectNode ended(boolean success) {
        event("session.end").put("success", success).put("tokens_used", 1_500 + random.nextInt(4_000));
        ObjectNode batch = JsonNodeFactory.instance.objectNode();
        batch.putArray("events").addAll(events);
        return batch;
    }

    private ObjectNode event(String type) {
        ObjectNode event = JsonNodeFactory.instance
                .objectNode()
                .put("type", type)
                .put("trace_id", traceId)
                .put("timestamp", clockMs);
        events.add(event);
        return event;
    }
}
