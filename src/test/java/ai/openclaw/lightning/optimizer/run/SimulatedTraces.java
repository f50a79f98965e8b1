package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.TestJson;
import ai.openclaw.lightning.guidance.ArmDraw;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** An agent whose first query fails; then it looks at the tables, or tries again. */
public final class SimulatedTraces {

    private final String agent;
    private final SplittableRandom random;
    private int made;

    public SimulatedTraces(String agent, long seed) {
        this.agent = agent;
        this.random = new SplittableRandom(seed);
    }

    /** An agent that goes on after so many traces of another one of that name, by a seed of its own. */
    public static SimulatedTraces after(int made, String agent, long seed) {
        SimulatedTraces next = new SimulatedTraces(agent, seed);
        next.made = made;
        return next;
    }

    /** A trace that looked with probability {@code looks}; who looks succeeds at 80 %, others at 20 %. */
    public List<ObjectNode> trace(double looks) {
        boolean looked = random.nextDouble() < looks;
        return trace(looked, random.nextDouble() < (looked ? 0.8 : 0.2), null);
    }

    /** A trace in the arm that {@code GET /guidance} gives it. */
    public List<ObjectNode> trace(JsonNode experiment, double control, double treatment) {
        return trace(
                experiment.get("id").asText(),
                experiment.get("key").asText(),
                experiment.get("probability").asDouble(),
                control,
                treatment);
    }

    /** A trace in its arm of that experiment. */
    public List<ObjectNode> trace(String experiment, String key, double probability, double control, double treatment) {
        String arm = ArmDraw.arm(key, nextId(), probability);
        boolean treated = arm.equals("treatment");
        ObjectNode named = TestJson.MAPPER
                .createObjectNode()
                .put("experiment", experiment)
                .put("arm", arm)
                .put("applied", true);
        return trace(treated, random.nextDouble() < (treated ? treatment : control), named);
    }

    private String nextId() {
        return String.format(Locale.ROOT, "%08x%024x", agent.hashCode(), made + 1);
    }

    private List<ObjectNode> trace(boolean looked, boolean success, ObjectNode arm) {
        String id = nextId();
        made++;
        List<ObjectNode> events = new ArrayList<>();
        ObjectNode start = event("session.start", id)
                .put("agent_id", agent)
                .put("task_key", "task-" + made % 5)
                .put("message", "how many customers are there in region " + made % 7);
        if (arm != null) {
            start.putArray("arms").add(arm);
        }
        events.add(start);
        events.add(call(id, "select").put("error", "Error executing query: no such table"));
        events.add(call(id, looked ? "show" : "select").put("result", "x"));
        events.add(call(id, "select").put("result", "x"));
        events.add(event("session.end", id).put("success", success));
        return events;
    }

    private static ObjectNode call(String id, String tool) {
        return event("tool.call", id).put("tool_name", tool);
    }

    private static ObjectNode event(String type, String id) {
        return TestJson.MAPPER
                .createObjectNode()
                .put("type", type)
                .put("trace_id", id)
                .put("session_key", "main");
    }
}
