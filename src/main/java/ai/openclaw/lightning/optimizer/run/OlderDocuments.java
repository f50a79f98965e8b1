package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.model.Aim;
import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.optimizer.experiment.ArmComparison;
import ai.openclaw.lightning.optimizer.stats.RatedBlocks;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Brings stored documents of earlier schemas to the current one, before they are read. */
final class OlderDocuments {

    private static final List<String> COMPARED = List.of("interval", "overall", "strata");

    private final ObjectMapper json;

    OlderDocuments(ObjectMapper json) {
        this.json = json;
    }

    /** Schema 1 knew no situations: every rule was about every trace. Until schema 3 no stratum named a trace. */
    void suggestion(ObjectNode suggestion, int schema) {
        if (schema < 2) {
            suggestion.putNull("trigger");
        }
        for (JsonNode stratum : object(suggestion, "evidence").withArray("strata")) {
            if (stratum instanceof ObjectNode row) {
                row.putNull("traceId");
            }
        }
    }

    void experiment(ObjectNode stored, int schema) {
        ObjectNode state = object(stored, "state");
        if (schema < 2) {
            compareUnits(state);
        }
        if (schema < 3) {
            countWhatWasSaid(state);
            stored.putArray("history");
        }
    }

    /** Schema 1 compared all units, wanted success only and never ended for futility; such an experiment goes on so. */
    private void compareUnits(ObjectNode state) {
        object(state, "plan").set("aim", json.valueToTree(Aim.SUCCESS));
        ObjectNode all = json.valueToTree(ArmComparison.State.START);
        all.set("gainLogWealth", state.remove("adoptLogWealth"));
        COMPARED.forEach(field -> all.set(field, state.remove(field)));
        state.set("all", all);
        state.putNull("reach");
        for (ObjectNode outcome : waitingOutcomes(state)) {
            outcome.put("calls", 0);
            outcome.put("reached", true);
        }
    }

    /** Schema 2 estimated no outcomes, and kept no history. */
    private void countWhatWasSaid(ObjectNode state) {
        object(state, "plan").set("outcomes", json.valueToTree(Experiment.Outcomes.EXPLICIT));
        JsonNode none = json.valueToTree(RatedBlocks.State.START);
        object(state, "all").set("blocks", none);
        if (state.get("reach") instanceof ObjectNode reach) {
            object(reach, "comparison").set("blocks", none);
        }
        state.putNull("estimates");
        waitingOutcomes(state).forEach(outcome -> outcome.putNull("estimated"));
    }

    private static List<ObjectNode> waitingOutcomes(ObjectNode state) {
        List<ObjectNode> outcomes = new ArrayList<>();
        for (JsonNode unit : state.withArray("waiting")) {
            if (unit.get("outcome") instanceof ObjectNode outcome) {
                outcomes.add(outcome);
            }
        }
        return outcomes;
    }

    private static ObjectNode object(ObjectNode parent, String field) {
        if (parent.get(field) instanceof ObjectNode child) {
            return child;
        }
        throw new UnreadableDocumentException(Documents.UNKNOWN);
    }
}
