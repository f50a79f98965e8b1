package ai.openclaw.lightning.demo;

import ai.openclaw.lightning.client.BridgeClient;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Random;

/**
 * An agent that is played: it asks the bridge for its rules at the start of each session, works, and reports what it did.
 * The same seed gives the same work as long as it is told the same. For one thread.
 */
public final class SimulatedAgent {

    private final BridgeClient client;
    private final Habit habit;
    private final Random random;
    private int sessions;

    /** An agent with that habit. */
    public SimulatedAgent(BridgeClient client, Habit habit, long seed) {
        this.client = client;
        this.habit = habit;
        this.random = new Random(seed);
    }

    /** Its name at the bridge. */
    public String id() {
        return habit.agentId();
    }

    /**
     * Works through one session.
     *
     * @param startMs in epoch milliseconds
     */
    public void work(long startMs) {
        ObjectNode start = JsonNodeFactory.instance
                .objectNode()
                .put("session_key", habit.agentId() + "-" + ++sessions)
                .put("agent_id", habit.agentId())
                .put("message", habit.message())
                .put("model", "simulated-1")
                .put("timestamp", startMs);
        JsonNode begun = client.post("/session/start", start);
        SimulatedSession session = new SimulatedSession(
                random,
                begun.path("trace_id").asText(),
                begun.path("guidance").path("text").asText(),
                startMs);
        boolean success = habit.work(session);
        client.post("/v1/events", session.ended(success));
    }
}
