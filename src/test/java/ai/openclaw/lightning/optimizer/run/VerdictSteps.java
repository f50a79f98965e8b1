package ai.openclaw.lightning.optimizer.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The steps from traces to a proposal, and from its experiment to a verdict. */
final class VerdictSteps {

    static final int SEED_TRACES = 150;

    /** Of an experiment on a strong effect; with a tenth treated a hundred or two are usual. */
    private static final int TRACES_MAX = 1_500;

    private VerdictSteps() {}

    /** So many that a rule is found; half of them looked. */
    static List<ObjectNode> seed(SimulatedTraces agent) {
        List<ObjectNode> events = new ArrayList<>();
        for (int i = 0; i < SEED_TRACES; i++) {
            events.addAll(agent.trace(0.5));
        }
        return events;
    }

    /** Feeds traces until their agent has a rule to try; its id. */
    static String proposal(RunningBridge bridge, SimulatedTraces agent, String name) throws Exception {
        bridge.store(seed(agent));
        bridge.suggestionsOf(SEED_TRACES);
        JsonNode best = bridge.json("/optimize/suggestions?status=proposed&agent_id=" + name)
                .get("suggestions")
                .get(0);
        assertThat(best.get("text").asText()).contains("`select`", "`show`");
        return best.get("id").asText();
    }

    private static String status(RunningBridge bridge, String id) throws Exception {
        for (JsonNode one : bridge.json("/optimize/suggestions?limit=200").get("suggestions")) {
            if (one.get("id").asText().equals(id)) {
                return one.get("status").asText();
            }
        }
        return "unknown";
    }

    /** Feeds traces until the suggestion has another status. */
    static String verdict(
            RunningBridge bridge, SimulatedTraces agent, String name, String id, double control, double treatment)
            throws Exception {
        JsonNode experiment =
                bridge.json("/guidance?agent_id=" + name).get("experiments").get(0);
        return verdict(bridge, agent, experiment, id, control, treatment);
    }

    /** Feeds traces of one experiment until its suggestion has another status. */
    static String verdict(
            RunningBridge bridge,
            SimulatedTraces agent,
            JsonNode experiment,
            String id,
            double control,
            double treatment)
            throws Exception {
        String path = "/optimize/experiments/" + experiment.get("id").asText();
        for (int fed = 0; fed < TRACES_MAX && status(bridge, id).equals("in_experiment"); fed += 60) {
            List<ObjectNode> events = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                events.addAll(agent.trace(experiment, control, treatment));
            }
            bridge.store(events);
            int expected = fed + 60;
            bridge.await(
                    path,
                    one -> one.get("counted").asInt() >= expected
                            || !one.get("status").asText().equals("running"));
        }
        return status(bridge, id);
    }
}
